import {
  consistencyProof,
  consistencyRanges,
  HASH_LENGTH,
  hashAtFromTiles,
  tilesOf,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import type { Database } from '#lib/store/database.ts'
import { loadTile } from '#lib/store/ledger.ts'

/**
 * That the tree of the first `size2` entries begins with that of the first `size1`: RFC 6962 section
 * 2.1.2, 32 bytes each. `size2` is at most that of the last checkpoint.
 */
export async function proveConsistency(
  { pool }: Database,
  size1: number,
  size2: number,
): Promise<Uint8Array[]> {
  const tiles = new Map<string, Uint8Array>()
  for (const tile of tilesOf(consistencyRanges(size1, size2), size2)) {
    const hashes = await loadTile(pool, tile)
    const name = keyOf(tile.level, tile.index)
    if (hashes.length !== tile.width * HASH_LENGTH)
      throw new Error(`table tile or entry does not hold tile ${name}`)
    tiles.set(name, hashes)
  }
  const tileAt = (level: number, index: number) =>
    tiles.get(keyOf(level, index)) ?? new Uint8Array()
  return consistencyProof(size1, size2, hashAtFromTiles(tileAt, nodeCrypto), nodeCrypto)
}

function keyOf(level: number, index: number): string {
  return `${String(level)}/${String(index)}`
}
