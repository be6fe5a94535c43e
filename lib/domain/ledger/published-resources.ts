import { edgeTiles, TILE_WIDTH, type TileResource } from '@assent/receipt'

/**
 * What a tree of `size` entries is published in and one of `from` was not (C2SP tlog-tiles): the bundles
 * and tiles that became full in between, and the partial ones at its right edge. From the lowest level up.
 */
export function* publishedResources(from: number, size: number): Generator<TileResource, void> {
  for (const index of fullTiles(from, size, 0)) yield { kind: 'entries', index, width: TILE_WIDTH }
  for (let level = 0; TILE_WIDTH ** (level + 1) <= size; level++)
    for (const index of fullTiles(from, size, level))
      yield { kind: 'hashes', level, index, width: TILE_WIDTH }
  for (const { level, index, width } of edgeTiles(size)) {
    if (level === 0) yield { kind: 'entries', index, width }
    yield { kind: 'hashes', level, index, width }
  }
}

function* fullTiles(from: number, size: number, level: number): Generator<number, void> {
  const leaves = TILE_WIDTH ** (level + 1)
  for (let index = Math.floor(from / leaves); index < Math.floor(size / leaves); index++)
    yield index
}
