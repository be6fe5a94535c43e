import {
  TILE_WIDTH,
  type BundleCoordinate,
  type HashTile,
  type TileCoordinate,
} from '@assent/receipt'
import type pg from 'pg'

/** Whatever a statement can be sent to: the pool, or the one connection of a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>

/** What the ledger said of itself last: how many entries, the root of their tree, the signed note. */
export type LedgerHead = {
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
}

/** A tile of 256 hashes, which never changes again, with the hash that stands for it one level up. */
export type FullTile = Omit<HashTile, 'width'> & { readonly root: Uint8Array }

/** Null while nothing was ever sequenced. */
export async function findLedgerHead(source: Queryable): Promise<LedgerHead | null> {
  const { rows } = await source.query<LedgerHead>({
    name: 'ledger head',
    text: 'SELECT size::float8 AS size, root, note FROM checkpoint ORDER BY checkpoint.size DESC LIMIT 1',
  })
  return rows[0] ?? null
}

/** The checkpoint of exactly that size, as the ledger signed it; null where there was none. */
export async function findCheckpointOf(
  source: Queryable,
  size: number,
): Promise<LedgerHead | null> {
  const { rows } = await source.query<LedgerHead>({
    name: 'checkpoint of',
    text: 'SELECT size::float8 AS size, root, note FROM checkpoint WHERE size = $1',
    values: [size],
  })
  return rows[0] ?? null
}

/**
 * The hashes of a tile, 32 bytes each, as far as there are any: fewer than `width` where the tree does
 * not reach so far. Only full tiles are stored: a narrower one is rebuilt from the hashes below it.
 */
export async function loadTile(
  source: Queryable,
  { level, index, width }: TileCoordinate,
): Promise<Uint8Array> {
  const first = index * TILE_WIDTH
  const query =
    width === TILE_WIDTH
      ? { ...fullTile, values: [level, index] }
      : level === 0
        ? { ...leafHashes, values: [first, width] }
        : { ...tileRoots, values: [first, width, level - 1] }
  const { rows } = await source.query<{ hashes: Uint8Array | null }>(query)
  return rows[0]?.hashes ?? new Uint8Array()
}

const fullTile = {
  name: 'full tile',
  text: 'SELECT hashes FROM tile WHERE level = $1 AND index = $2',
}

const leafHashes = {
  name: 'leaf hashes',
  text: `SELECT string_agg(leaf_hash, ''::bytea ORDER BY index) AS hashes
           FROM entry WHERE index >= $1::bigint AND index < $1::bigint + $2`,
}

const tileRoots = {
  name: 'tile roots',
  text: `SELECT string_agg(root, ''::bytea ORDER BY index) AS hashes
           FROM tile WHERE level = $3 AND index >= $1::bigint AND index < $1::bigint + $2`,
}

/** The entries of a bundle, as far as there are any. */
export async function loadEntries(
  source: Queryable,
  { index, width }: BundleCoordinate,
): Promise<Uint8Array[]> {
  const { rows } = await source.query<{ leaf: Uint8Array }>({
    name: 'entries',
    text: `SELECT leaf FROM entry
            WHERE index >= $1::bigint AND index < $1::bigint + $2 ORDER BY index`,
    values: [index * TILE_WIDTH, width],
  })
  return rows.map((row) => row.leaf)
}

/**
 * Turns the first pending leaves into entries from index `first` on, `limit` at most, and answers
 * their leaf hashes in that order. One statement: what it takes from the pending is what it enters.
 *
 * The order is that of transaction ids, then of the acts within one. Whoever has read an act writes
 * under a later id, so a cause stands before its effect whatever the clocks said; an act that began
 * early and committed late was read by nobody before, and simply comes later. Pending rows are taken
 * because they are there, never because they lie beyond a last one seen, so none is ever skipped.
 */
export async function movePending(
  transaction: Queryable,
  first: number,
  limit: number,
  at: Date,
): Promise<Uint8Array[]> {
  const { rows } = await transaction.query<{ hashes: Uint8Array | null }>({
    name: 'move pending',
    text: `WITH next AS (
             SELECT event_id FROM ledger_pending ORDER BY transaction, ordinal LIMIT $2
           ), taken AS (
             DELETE FROM ledger_pending p USING next WHERE p.event_id = next.event_id
             RETURNING p.*
           ), entered AS (
             INSERT INTO entry (index, event_id, leaf, leaf_hash, sequenced_at)
             SELECT $1::bigint + row_number() OVER (ORDER BY transaction, ordinal) - 1,
                    event_id, leaf, sha256('\\x00'::bytea || leaf), $3
               FROM taken
             RETURNING index, leaf_hash
           )
           SELECT string_agg(leaf_hash, ''::bytea ORDER BY index) AS hashes FROM entered`,
    values: [first, limit, at],
  })
  const hashes = rows[0]?.hashes ?? new Uint8Array()
  return Array.from({ length: hashes.length / 32 }, (_, i) => hashes.subarray(i * 32, i * 32 + 32))
}

export async function appendTiles(
  transaction: Queryable,
  tiles: readonly FullTile[],
): Promise<void> {
  if (tiles.length === 0) return
  await transaction.query({
    name: 'append tiles',
    text: `INSERT INTO tile (level, index, hashes, root)
           SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[], $4::bytea[])`,
    values: [
      tiles.map((tile) => tile.level),
      tiles.map((tile) => tile.index),
      tiles.map((tile) => Buffer.from(tile.bytes)),
      tiles.map((tile) => Buffer.from(tile.root)),
    ],
  })
}

export async function appendCheckpoint(
  transaction: Queryable,
  { size, root, note }: LedgerHead,
  at: Date,
): Promise<void> {
  await transaction.query({
    name: 'append checkpoint',
    text: 'INSERT INTO checkpoint (size, root, note, at) VALUES ($1, $2, $3, $4)',
    values: [size, Buffer.from(root), note, at],
  })
}
