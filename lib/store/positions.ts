import type { EventKind } from '#lib/domain/ledger/act.ts'
import type { Database } from './database.ts'

/** How far the record reaches: a count of acts, sequenced and waiting. */
export async function loadHeadPosition(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ position: number }>(
    `SELECT ((SELECT coalesce(max(index) + 1, 0) FROM entry) +
             (SELECT count(*) FROM ledger_pending))::float8 AS position`,
  )
  return rows[0]?.position ?? 0
}

/** The position that the record had reached at an instant: one past the last act recorded by then. */
export async function loadPositionAt(database: Database, at: Date): Promise<number> {
  const { rows } = await database.pool.query<{ position: number }>(
    `SELECT coalesce(max(p.position) + 1, 0)::float8 AS position
       FROM event e JOIN event_position p ON p.event_id = e.id WHERE e.at <= $1`,
    [at],
  )
  return rows[0]?.position ?? 0
}

/** Where these events stand in the record. */
export async function loadPositions(
  database: Database,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.pool.query<{ id: string; position: number }>(
    `SELECT event_id AS id, position::float8 FROM event_position WHERE event_id = ANY($1)`,
    [eventIds],
  )
  return new Map(rows.map(({ id, position }) => [id, position]))
}

export type PlacedAct = {
  readonly id: string
  readonly kind: EventKind
  readonly at: Date
  /** Of its entry; null while it awaits one. */
  readonly index: number | null
}

/** What these acts are and where they stand, in the order of the record. */
export async function loadPlaces(
  { pool }: Database,
  eventIds: readonly string[],
): Promise<PlacedAct[]> {
  const { rows } = await pool.query<PlacedAct>({
    name: 'places of acts',
    text: `SELECT e.id, e.kind, e.at, CASE WHEN p.sequenced THEN p.position::float8 END AS index
             FROM event e JOIN event_position p ON p.event_id = e.id
            WHERE e.id = ANY($1) ORDER BY p.position`,
    values: [eventIds],
  })
  return rows
}

/** When the record of an account begins; null where there is none. */
export async function findBeginning({ pool }: Database, accountId: string): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date | null }>({
    name: 'beginning of an account',
    text: 'SELECT min(at) AS at FROM event WHERE account_id = $1',
    values: [accountId],
  })
  return rows[0]?.at ?? null
}
