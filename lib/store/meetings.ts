import type { MeetingChange, MeetingStatement } from '#lib/domain/meeting/meeting-change.ts'
import type { MeetingBeginning } from '#lib/domain/meeting/fold-meeting.ts'
import type { Database } from './database.ts'

/** A meeting as the platform registered it. What became of it is a fold over its changes (lib/domain/meeting). */
export type StoredMeeting = MeetingBeginning & {
  readonly id: string
  /** Who hosts it. */
  readonly accountId: string
  /** The platform's own id. */
  readonly externalId: string
  readonly createdAt: Date
}

export async function findMeeting(database: Database, id: string): Promise<StoredMeeting | null> {
  const row = await database.prisma.meeting.findUnique({ where: { id } })
  return row === null ? null : fromRow(row)
}

export async function findMeetingByExternalId(
  database: Database,
  accountId: string,
  externalId: string,
): Promise<StoredMeeting | null> {
  const where = { accountId_externalId: { accountId, externalId } }
  const row = await database.prisma.meeting.findUnique({ where })
  return row === null ? null : fromRow(row)
}

function fromRow(row: {
  id: string
  accountId: string
  externalId: string
  createdAt: Date
  label: string | null
  forMinors: boolean
  leavesOut: string[]
}): StoredMeeting {
  const { forMinors, ...meeting } = row
  return { ...meeting, isForMinors: forMinors }
}

/** False where the account has a meeting of this id already. */
export async function appendMeeting(database: Database, meeting: StoredMeeting): Promise<boolean> {
  const { isForMinors, leavesOut, ...row } = meeting
  const data = { ...row, forMinors: isForMinors, leavesOut: [...leavesOut] }
  const { count } = await database.prisma.meeting.createMany({ data, skipDuplicates: true })
  return count === 1
}

/** What is new of a meeting: statements that come after the first `known`, and how many guests were erased in all. */
export type MeetingNews = {
  /** In the order of arrival; they are numbered without a gap. */
  readonly changes: readonly MeetingChange[]
  /** Where it is another number than before, earlier statements say less than they did. */
  readonly erased: number
}

export async function loadMeetingNews(
  database: Database,
  meetingId: string,
  known: number,
): Promise<MeetingNews> {
  const { rows } = await database.pool.query<
    { readonly erased: number } & (ChangeRow | { readonly seq: null })
  >({
    name: 'meeting news',
    text: `SELECT e.erased, c.seq, c.key, c.kind, c.at, c.content
             FROM (SELECT count(*)::int AS erased FROM erased_participant WHERE meeting_id = $1) e
             LEFT JOIN meeting_change c ON c.meeting_id = $1 AND c.seq > $2
            ORDER BY c.seq`,
    values: [meetingId, known],
  })
  return {
    erased: rows[0]?.erased ?? 0,
    changes: rows.flatMap((row) => (row.seq === null ? [] : changeOf(row))),
  }
}

type ChangeRow = {
  readonly seq: number
  readonly key: string
  readonly kind: string
  readonly at: Date
  readonly content: object
}

/** A row as it was stated: `content` is what a statement holds besides its kind. */
function changeOf({ seq, key, kind, at, content }: ChangeRow): MeetingChange {
  return { seq, key, at, statement: { kind, ...content } as MeetingStatement }
}

export type NewMeetingChange = Omit<MeetingChange, 'seq'>

export type AppendedMeetingChanges = {
  /** All that bear one of the keys, as they are stored. */
  readonly stored: readonly MeetingChange[]
  /** The keys of those that are new. */
  readonly added: ReadonlySet<string>
  /** Guests of this meeting who had themselves erased: nothing that is stated of them is kept. */
  readonly erased: ReadonlySet<string>
}

/**
 * Appends what is new among these, in this order; each has a key of its own. One meeting's are appended one batch at a time, so that versions of its roster are given in the
 * order of commits. If we stop before the commit nothing is stored; if the answer is lost the platform sends
 * them again, and they are known.
 */
export async function appendMeetingChanges(
  database: Database,
  meetingId: string,
  changes: readonly NewMeetingChange[],
  recordedAt: Date,
): Promise<AppendedMeetingChanges> {
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `meeting ${meetingId}`,
    ])
    const inserted = await client.query<{ key: string }>({
      name: 'append meeting changes',
      text: APPEND,
      values: [meetingId, JSON.stringify(changes.map(asRow)), recordedAt],
    })
    if (inserted.rows.length > 0) await client.query(`SELECT pg_notify('assent_change', '')`)
    const { rows } = await client.query<ChangeRow>({
      name: 'meeting changes by key',
      text: `SELECT seq, key, kind, at, content FROM meeting_change
              WHERE meeting_id = $1 AND key = ANY($2) ORDER BY seq`,
      values: [meetingId, changes.map(({ key }) => key)],
    })
    const erased = await client.query<{ participant: string }>({
      name: 'erased of a meeting',
      text: 'SELECT participant FROM erased_participant WHERE meeting_id = $1',
      values: [meetingId],
    })
    await client.query('COMMIT')
    return {
      stored: rows.map(changeOf),
      added: new Set(inserted.rows.map(({ key }) => key)),
      erased: new Set(erased.rows.map(({ participant }) => participant)),
    }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

const APPEND = `
  INSERT INTO meeting_change (meeting_id, seq, key, kind, at, recorded_at, content)
  SELECT $1::uuid,
         (SELECT coalesce(max(seq), 0) FROM meeting_change WHERE meeting_id = $1::uuid)
           + row_number() OVER (ORDER BY n.place),
         n.given->>'key', n.given->>'kind', (n.given->>'at')::timestamptz, $3, n.given->'content'
    FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS n (given, place)
   WHERE NOT EXISTS (SELECT FROM meeting_change c
                      WHERE c.meeting_id = $1::uuid AND c.key = n.given->>'key')
  RETURNING key`

function asRow({ key, at, statement }: NewMeetingChange) {
  const { kind, ...content } = statement
  return { key, kind, at: at.toISOString(), content }
}
