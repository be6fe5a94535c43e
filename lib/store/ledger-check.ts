import { TILE_WIDTH } from '@assent/receipt'
import { binaryArray } from './binary-array.ts'
import type { Database } from './database.ts'
import type { FullTile, LedgerHead, Queryable } from './ledger.ts'

/** What is stored of one entry. Statement and salt are not there once they were erased, and an erasure says so. */
export type CheckedEntry = {
  readonly index: number
  readonly leaf: Uint8Array
  readonly leafHash: Uint8Array
  readonly eventId: string
  readonly isStated: boolean
  readonly salt: Uint8Array | null
  readonly isErased: boolean
}

export type StoredCheckpoint = LedgerHead & { readonly at: Date }

export type LedgerExtent = {
  /** One more than the highest index. */
  readonly end: number
  /** The size that the last checkpoint speaks of. */
  readonly signed: number
  readonly pending: number
  readonly tiles: number
}

/** `work` sees the ledger as it is at one instant, however long it takes and whatever is sequenced meanwhile. */
export async function inLedgerSnapshot<T>(
  database: Database,
  work: (snapshot: Queryable) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // A page is a small part of a large table, which a plan made for any page does not know.
    await client.query('SET LOCAL plan_cache_mode = force_custom_plan')
    return await work(client)
  } finally {
    await client.query('ROLLBACK').catch(() => undefined)
    client.release()
  }
}

export async function loadLedgerExtent(snapshot: Queryable): Promise<LedgerExtent> {
  const { rows } = await snapshot.query<LedgerExtent>(
    `SELECT (SELECT coalesce(max(index) + 1, 0) FROM entry)::float8 AS end,
            (SELECT coalesce(max(size), 0) FROM checkpoint)::float8 AS signed,
            (SELECT count(*) FROM ledger_pending)::float8 AS pending,
            (SELECT count(*) FROM tile)::float8 AS tiles`,
  )
  return rows[0] ?? { end: 0, signed: 0, pending: 0, tiles: 0 }
}

/** Those there are from index `first` on, in their order, below `first + count`. */
export async function loadCheckedEntries(
  snapshot: Queryable,
  first: number,
  count: number,
): Promise<CheckedEntry[]> {
  const { rows } = await snapshot.query<CheckedEntry>(
    `SELECT n.index::float8 AS index, n.leaf, n.leaf_hash AS "leafHash",
            n.event_id AS "eventId", r.event_id IS NOT NULL AS "isStated", s.salt,
            r.event_id IS NULL AND EXISTS (
              SELECT FROM erased_statement x WHERE x.event_id = n.event_id) AS "isErased"
       FROM entry n LEFT JOIN receipt r ON r.event_id = n.event_id
       LEFT JOIN secret s ON s.event_id = n.event_id
      WHERE n.index >= $1::bigint AND n.index < $1::bigint + $2 ORDER BY n.index`,
    [first, count],
  )
  return rows
}

/**
 * SHA-256 of 64 bytes and the statement of an act behind them, in the order asked. Hashed where they lie:
 * to send the statements of a whole ledger through a socket took longer than to hash them.
 */
export async function loadStatementDigests(
  snapshot: Queryable,
  asked: readonly { readonly eventId: string; readonly block: Uint8Array }[],
): Promise<Uint8Array[]> {
  const { rows } = await snapshot.query<{ digest: Uint8Array }>(
    `SELECT sha256(a.block || convert_to(r.jws, 'UTF8')) AS digest
       FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY AS a (event_id, block, ordinal)
       JOIN receipt r ON r.event_id = a.event_id ORDER BY a.ordinal`,
    [
      binaryArray(
        'uuid',
        asked.map(({ eventId }) => eventId),
      ),
      binaryArray(
        'bytea',
        asked.map(({ block }) => block),
      ),
    ],
  )
  return rows.map(({ digest }) => digest)
}

/** The full tiles of a level that there are from tile `from` on, below tile `to`. */
export async function loadFullTiles(
  snapshot: Queryable,
  level: number,
  from: number,
  to: number,
): Promise<FullTile[]> {
  const { rows } = await snapshot.query<FullTile>(
    `SELECT level, index::float8 AS index, hashes AS bytes, root FROM tile
      WHERE level = $1 AND index >= $2::bigint AND index < $3::bigint`,
    [level, from, to],
  )
  return rows
}

/** Those over more than `size` entries, up to `sizeMax`. */
export async function loadCheckpoints(
  snapshot: Queryable,
  size: number,
  sizeMax: number,
): Promise<StoredCheckpoint[]> {
  const { rows } = await snapshot.query<StoredCheckpoint>(
    'SELECT size::float8 AS size, root, note, at FROM checkpoint WHERE size > $1 AND size <= $2',
    [size, sizeMax],
  )
  return rows
}

/** A tile that no tree of `size` entries has; null where there is none. */
export async function findTileBeyond(
  snapshot: Queryable,
  size: number,
): Promise<{ level: number; index: number } | null> {
  const { rows } = await snapshot.query<{ level: number; index: number }>(
    `SELECT level, index::float8 AS index FROM tile
      WHERE level < 0 OR index < 0 OR (index + 1) * ${String(TILE_WIDTH)}::numeric ^ (level + 1) > $1
      ORDER BY level, tile.index LIMIT 1`,
    [size],
  )
  return rows[0] ?? null
}

/**
 * An act that is not in the ledger exactly once, entered or waiting: without a place, with two, or a
 * place of no act. The one with the lowest index first; null where there is none.
 */
export async function findMisplacedAct(
  snapshot: Queryable,
): Promise<{ eventId: string; index: number | null; places: number; isAct: boolean } | null> {
  const { rows } = await snapshot.query<{
    eventId: string
    index: number | null
    places: number
    isAct: boolean
  }>(
    `SELECT coalesce(e.id, p.event_id) AS "eventId", p.index::float8 AS index,
            coalesce(p.places, 0)::int AS places, e.id IS NOT NULL AS "isAct"
       FROM event e FULL JOIN (
              SELECT event_id, max(index) AS index, count(*) AS places
                FROM (SELECT event_id, index FROM entry
                      UNION ALL SELECT event_id, NULL FROM ledger_pending) placed
               GROUP BY event_id) p ON p.event_id = e.id
      WHERE e.id IS NULL OR p.places IS DISTINCT FROM 1
      ORDER BY p.index LIMIT 1`,
  )
  return rows[0] ?? null
}
