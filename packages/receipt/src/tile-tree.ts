import type { Hasher } from './crypto.ts'
import { nodeHash } from './merkle.ts'
import type { HashAt, LeafRange, Subtree } from './merkle-range.ts'
import { rangeSubtrees } from './merkle-range.ts'
import { TILE_WIDTH, tileHash, type TileCoordinate } from './tile.ts'

/** Tile height 8: one level of tiles for eight levels of the tree. */
const TILE_HEIGHT = 8

/**
 * The hash of any complete subtree, out of hash tiles. `tileAt` answers the bytes of a tile that `tilesOf`
 * named, or of the same tile when it was wider: a tile only ever grows at its end.
 */
export function hashAtFromTiles(
  tileAt: (level: number, index: number) => Uint8Array,
  crypto: Hasher,
): HashAt {
  return (level, index) => {
    const { tileLevel, tileIndex, offset, width } = placeInTile({ level, index })
    const tile = tileAt(tileLevel, tileIndex)
    if (tile.length < (offset + width) * 32) throw new RangeError('the tile is too narrow')
    return foldTile(tile, offset, width, crypto)
  }
}

/** The tiles of a tree of `size` leaves that hold the subtrees of these runs, each once. */
export function tilesOf(ranges: readonly LeafRange[], size: number): TileCoordinate[] {
  const tiles = new Map<string, TileCoordinate>()
  for (const subtree of ranges.flatMap(rangeSubtrees)) {
    const { tileLevel: level, tileIndex: index } = placeInTile(subtree)
    tiles.set(`${String(level)}/${String(index)}`, {
      level,
      index,
      width: tileWidth(level, index, size),
    })
  }
  return [...tiles.values()]
}

/** How many hashes a tile has in a tree of `size` leaves: 0 (it does not exist yet) to 256. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH
  return Math.max(0, Math.min(TILE_WIDTH, hashes))
}

/** The root of the complete subtree over `width` (a power of two) hashes of a tile. */
export function foldTile(
  tile: Uint8Array,
  offset: number,
  width: number,
  crypto: Hasher,
): Uint8Array {
  if (width === 1) return tileHash(tile, offset)
  const half = width / 2
  return nodeHash(
    foldTile(tile, offset, half, crypto),
    foldTile(tile, offset + half, half, crypto),
    crypto,
  )
}

function placeInTile({ level, index }: Subtree) {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const width = 2 ** (level % TILE_HEIGHT)
  const first = index * width
  return {
    tileLevel,
    tileIndex: Math.floor(first / TILE_WIDTH),
    offset: first % TILE_WIDTH,
    width,
  }
}
