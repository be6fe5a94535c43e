import { concatBytes } from './bytes.ts'
import type { Hasher } from './crypto.ts'
import { HASH_LENGTH } from './merkle.ts'
import { rootHash } from './merkle-range.ts'
import { TILE_WIDTH, type TileCoordinate } from './tile.ts'
import { foldTile, hashAtFromTiles, tileWidth } from './tile-tree.ts'

/**
 * All that is needed to append to a tree and to know its root: its size, and the bytes of the partial
 * tile at its right edge, level by level (empty where the level's last tile is full).
 */
export type TreeEdge = { readonly size: number; readonly partialTiles: readonly Uint8Array[] }

/** A tile with its bytes: `width` hashes of 32. */
export type HashTile = TileCoordinate & { readonly bytes: Uint8Array }

export const EMPTY_EDGE: TreeEdge = { size: 0, partialTiles: [] }

/** The partial tiles to load for the edge of a tree of `size` leaves, from level 0 up. */
export function edgeTiles(size: number): TileCoordinate[] {
  const tiles: TileCoordinate[] = []
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1))
    const width = tileWidth(level, index, size)
    if (width > 0) tiles.push({ level, index, width })
  }
  return tiles
}

/** The edge out of the tiles `edgeTiles` named. */
export function treeEdge(size: number, tiles: readonly HashTile[]): TreeEdge {
  const partialTiles: Uint8Array[] = []
  for (const { level, index, width } of edgeTiles(size)) {
    const tile = tiles.find((each) => each.level === level && each.index === index)
    const bytes = tile?.bytes.subarray(0, width * HASH_LENGTH)
    if (bytes?.length !== width * HASH_LENGTH) throw new RangeError('a tile of the edge is missing')
    while (partialTiles.length < level) partialTiles.push(new Uint8Array())
    partialTiles.push(bytes)
  }
  return { size, partialTiles }
}

/**
 * Appends leaf hashes. `tiles` are all the tiles that came to be or grew, with their whole bytes: store
 * them (a tile that grew replaces its narrower self), and the new edge is theirs.
 */
export function appendLeaves(
  edge: TreeEdge,
  leafHashes: readonly Uint8Array[],
  crypto: Hasher,
): { readonly edge: TreeEdge; readonly tiles: HashTile[] } {
  const partialTiles = [...edge.partialTiles]
  const tiles: HashTile[] = []
  let incoming = leafHashes
  for (let level = 0; incoming.length > 0; level++) {
    const grown = growLevel(edge.size, level, partialTiles[level] ?? new Uint8Array(), incoming)
    tiles.push(...grown)
    const last = grown.at(-1)
    partialTiles[level] =
      last === undefined || last.width === TILE_WIDTH ? new Uint8Array() : last.bytes
    incoming = grown
      .filter((tile) => tile.width === TILE_WIDTH)
      .map((tile) => foldTile(tile.bytes, 0, TILE_WIDTH, crypto))
  }
  return { edge: { size: edge.size + leafHashes.length, partialTiles }, tiles }
}

export function edgeRoot(edge: TreeEdge, crypto: Hasher): Uint8Array {
  // Every subtree the root is made of lies in the partial tile of its level, so the index does not matter.
  const tileAt = (level: number) => edge.partialTiles[level] ?? new Uint8Array()
  return rootHash(edge.size, hashAtFromTiles(tileAt, crypto), crypto)
}

function growLevel(
  size: number,
  level: number,
  partialTile: Uint8Array,
  incoming: readonly Uint8Array[],
): HashTile[] {
  const bytes = concatBytes(partialTile, ...incoming)
  const firstIndex = Math.floor(size / TILE_WIDTH ** (level + 1))
  const tiles: HashTile[] = []
  for (let start = 0; start < bytes.length; start += TILE_WIDTH * HASH_LENGTH) {
    // A copy, so that a stored edge does not hold the whole batch in memory.
    const tile = bytes.slice(start, start + TILE_WIDTH * HASH_LENGTH)
    const index = firstIndex + start / (TILE_WIDTH * HASH_LENGTH)
    tiles.push({ level, index, width: tile.length / HASH_LENGTH, bytes: tile })
  }
  return tiles
}
