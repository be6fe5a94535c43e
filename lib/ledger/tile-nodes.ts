import { HASH_LENGTH, nodeHash, TILE_WIDTH, type Subtree } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'

/**
 * All hashes of the complete subtrees within one tile, row by row: its own hashes, then those of
 * pairs, of fours and so on. Hashed once, so that each proof through the tile is only looked up.
 */
export type TileNodes = readonly Uint8Array[]

export function expandTile(hashes: Uint8Array): TileNodes {
  const rows = [hashes]
  for (let row = hashes; row.length >= 2 * HASH_LENGTH;) {
    const pairs = Math.floor(row.length / (2 * HASH_LENGTH))
    const above = new Uint8Array(pairs * HASH_LENGTH)
    for (let i = 0; i < pairs; i++)
      above.set(nodeHash(hashIn(row, 2 * i), hashIn(row, 2 * i + 1), nodeCrypto), i * HASH_LENGTH)
    rows.push(above)
    row = above
  }
  return rows
}

/** In which tile a complete subtree of the tree stands, and where in it (tile height 8). */
export function placeOfSubtree(subtree: Subtree) {
  const row = subtree.level % TILE_HEIGHT
  const widthInTile = TILE_WIDTH / 2 ** row
  return {
    level: Math.floor(subtree.level / TILE_HEIGHT),
    index: Math.floor(subtree.index / widthInTile),
    row,
    offset: subtree.index % widthInTile,
  }
}

/** Null where the tile is too narrow to hold that subtree whole. */
export function findNode(nodes: TileNodes, subtree: Subtree): Uint8Array | null {
  const { row, offset } = placeOfSubtree(subtree)
  const hash = nodes[row] === undefined ? null : hashIn(nodes[row], offset)
  return hash?.length === HASH_LENGTH ? hash : null
}

const TILE_HEIGHT = 8

function hashIn(row: Uint8Array, offset: number): Uint8Array {
  return row.subarray(offset * HASH_LENGTH, (offset + 1) * HASH_LENGTH)
}
