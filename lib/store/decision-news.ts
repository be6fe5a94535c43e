import type { EventKind } from '#lib/domain/ledger/act.ts'
import type { TouchedMember } from './decision-touched.ts'
import type { Queryable } from './ledger.ts'

/** Up to where the record was read: what comes after is news. */
export type Horizon = {
  /** Entries below this index were read. */
  readonly index: number
  /** Every transaction below this one had ended, and what it wrote was read. */
  readonly transaction: string
}

export type NewAct = {
  readonly eventId: string
  readonly kind: EventKind
  readonly accountId: string | null
  /** Of its entry, or, while it waits, the place that it would take now. */
  readonly position: number
  readonly isSequenced: boolean
}

/** Where the record stands, and what is new in it: as one statement saw it. */
export type News = {
  /** How many entries there are. */
  readonly head: number
  /** Where the next one begins. */
  readonly horizon: Horizon
  /** More entries came than are read at once. */
  readonly isPartial: boolean
  readonly acts: readonly NewAct[]
  /** Of the meetings that something was stated of, with the last statement's place among those of the meeting. */
  readonly meetings: readonly { readonly id: string; readonly seq: number }[]
  /**
   * Members of whom the platform stated something without an act: its id of somebody who was one already, or an
   * age. `mark` tells one statement about a member from another.
   */
  readonly members: readonly (TouchedMember & { readonly mark: number })[]
  /** Of a streaming replica: when the primary last said that it lives, by its own clock, in milliseconds. */
  readonly pulse: number | null
  readonly isReplica: boolean
}

const ENTRIES_MAX = 10_000

/**
 * What was recorded since. Positions are given in the order of commits and transactions end in none, so
 * neither says alone what is new: entries come by their index, which a sequencer gives in turn, and what
 * waits comes by its transaction from the oldest that had not ended last time. Some is told twice, and
 * nothing is left out.
 */
export async function loadNews(
  database: Queryable,
  { index, transaction }: Horizon,
): Promise<News> {
  const { rows } = await database.query<{
    transaction: string
    index: number
    isReplica: boolean
    pulse: number | null
    acts: NewAct[] | null
    meetings: News['meetings'] | null
    members: News['members'] | null
  }>({ name: 'news for decisions', text: statement, values: [index, transaction, ENTRIES_MAX] })
  const [row] = rows
  if (row === undefined) throw new Error('the news have one row')
  const acts = row.acts ?? []
  const read = acts.filter(({ isSequenced }) => isSequenced).length
  const isPartial = index + read < row.index
  return {
    head: row.index,
    horizon: { index: index + read, transaction: row.transaction },
    isPartial,
    acts,
    meetings: row.meetings ?? [],
    members: row.members ?? [],
    pulse: row.pulse,
    isReplica: row.isReplica,
  }
}

/** Before anything was recorded. */
export const BEGINNING: Horizon = { index: 0, transaction: '0' }

/** Where the record ends now. */
export async function loadHorizon(database: Queryable): Promise<Horizon> {
  const { rows } = await database.query<Horizon>(
    `SELECT ${head} AS index, ${oldestRunning} AS transaction`,
  )
  return rows[0] ?? BEGINNING
}

/** Whether all of these acts are in the record. */
export async function areRecorded(
  database: Queryable,
  eventIds: readonly string[],
): Promise<boolean> {
  const { rows } = await database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM event WHERE id = ANY($1)',
    [[...new Set(eventIds)]],
  )
  return rows[0]?.count === new Set(eventIds).size
}

/** The act of the last entry before a place; null where there is none. */
export async function loadLastBefore(database: Queryable, index: number): Promise<string | null> {
  const { rows } = await database.query<{ eventId: string }>(
    'SELECT event_id AS "eventId" FROM entry WHERE index = $1',
    [index - 1],
  )
  return rows[0]?.eventId ?? null
}

const head = `coalesce((SELECT max(index) + 1 FROM entry), 0)::float8`
const oldestRunning = `pg_snapshot_xmin(pg_current_snapshot())::text`

const statement = `
  WITH fresh AS (
    (SELECT event_id, index::float8 AS position, true AS sequenced
       FROM entry WHERE index >= $1 ORDER BY index LIMIT $3)
    UNION ALL
    SELECT event_id, position, false FROM (
      SELECT event_id, transaction,
             ${head} + row_number() OVER (ORDER BY transaction, ordinal) - 1 AS position
        FROM ledger_pending) waiting
     WHERE transaction >= $2::xid8
  )
  SELECT ${head} AS index, ${oldestRunning} AS transaction,
         pg_is_in_recovery() AS "isReplica",
         (SELECT (extract(epoch FROM at) * 1000)::float8 FROM pulse WHERE isfinite(at)) AS pulse,
         (SELECT json_agg(json_build_object('eventId', f.event_id, 'kind', e.kind,
                   'accountId', e.account_id, 'position', f.position, 'isSequenced', f.sequenced)
                 ORDER BY f.position)
            FROM fresh f JOIN event e ON e.id = f.event_id) AS acts,
         (SELECT json_agg(json_build_object('id', meeting_id, 'seq', seq)) FROM (
            SELECT meeting_id, max(seq) AS seq FROM meeting_change
             WHERE transaction >= $2::xid8 GROUP BY meeting_id) stated) AS meetings,
         (SELECT json_agg(json_build_object('accountId', account_id, 'subjectId', subject_id,
                   'mark', mark)) FROM (
            SELECT account_id, subject_id, 0 AS mark FROM member WHERE linked_in >= $2::xid8
            UNION ALL SELECT account_id, subject_id, seq FROM member_age
                       WHERE transaction >= $2::xid8) stated) AS members`
