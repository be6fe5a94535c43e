import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyRoot, leafHash } from './merkle.ts'
import { rootHash } from './merkle-range.ts'
import { nodeCrypto } from './node-crypto.ts'
import { hashAtOf } from './testdata/mock-receipt.ts'
import { tileWidth } from './tile-tree.ts'
import {
  appendLeaves,
  edgeRoot,
  edgeTiles,
  EMPTY_EDGE,
  treeEdge,
  type HashTile,
} from './tree-edge.ts'
import { encodeUtf8 } from './utf8.ts'

const LEAVES = Array.from({ length: 800 }, (_, i) => leafHash(encodeUtf8(String(i)), nodeCrypto))

describe('appending in batches', () => {
  test('gives the root of all leaves, whatever the batches are', () => {
    const batches = fc.array(fc.nat(300), { maxLength: 6 })
    fc.assert(
      fc.property(batches, (lengths) => {
        const { edge } = append(lengths)
        const want = rootHash(edge.size, hashAtOf(LEAVES.slice(0, edge.size)), nodeCrypto)
        // The root of one leaf is that leaf, in whatever array it came.
        expect(Buffer.from(edgeRoot(edge, nodeCrypto))).toEqual(Buffer.from(want))
      }),
      { numRuns: 40 },
    )
  })

  test('leaves the same tiles as appending all at once', () => {
    const { tiles } = append([1, 254, 1, 1, 255, 256, 32])
    const atOnce = appendLeaves(EMPTY_EDGE, LEAVES, nodeCrypto).tiles
    expect(new Map(atOnce.map((tile) => [key(tile), tile]))).toEqual(tiles)
  })

  test('goes on from an edge that was stored as tiles', () => {
    for (const size of [0, 1, 255, 256, 257, 512, 700]) {
      const { edge, tiles } = append([size])
      const stored = edgeTiles(size).map((coordinate) => tiles.get(key(coordinate)))
      const loaded = treeEdge(
        size,
        stored.filter((tile) => tile !== undefined),
      )
      expect(edgeRoot(loaded, nodeCrypto)).toEqual(edgeRoot(edge, nodeCrypto))
      const more = LEAVES.slice(size)
      expect(appendLeaves(loaded, more, nodeCrypto)).toEqual(appendLeaves(edge, more, nodeCrypto))
    }
  })

  test('goes on from tiles that have grown since: only their beginning counts', () => {
    const later = append([700]).tiles
    const stored = edgeTiles(600).map((coordinate) => later.get(key(coordinate)))
    const edge = treeEdge(
      600,
      stored.filter((tile) => tile !== undefined),
    )
    expect(edgeRoot(edge, nodeCrypto)).toEqual(edgeRoot(append([600]).edge, nodeCrypto))
  })

  test('names only tiles that came to be or grew, with the width they have now', () => {
    const before = append([300]).edge
    const { tiles } = appendLeaves(before, LEAVES.slice(300, 310), nodeCrypto)
    expect(tiles.map(({ level, index, width }) => ({ level, index, width }))).toEqual([
      { level: 0, index: 1, width: 54 },
    ])
    const full = appendLeaves(before, LEAVES.slice(300, 512), nodeCrypto).tiles
    expect(full.map(({ level, index, width }) => ({ level, index, width }))).toEqual([
      { level: 0, index: 1, width: 256 },
      { level: 1, index: 0, width: 2 },
    ])
    for (const tile of full) expect(tile.width).toBe(tileWidth(tile.level, tile.index, 512))
  })

  test('of nothing changes nothing', () => {
    const { edge } = append([300])
    expect(appendLeaves(edge, [], nodeCrypto)).toEqual({ edge, tiles: [] })
    expect(edgeRoot(EMPTY_EDGE, nodeCrypto)).toEqual(emptyRoot(nodeCrypto))
  })

  test('reaches a third level of tiles', () => {
    const leaf = LEAVES[0] ?? new Uint8Array()
    const many = Array.from({ length: 65_536 + 300 }, () => leaf)
    const { edge, tiles } = appendLeaves(EMPTY_EDGE, many, nodeCrypto)
    expect(edge.partialTiles.map((bytes) => bytes.length / 32)).toEqual([44, 1, 1])
    expect(tiles.filter(({ level }) => level === 2)).toHaveLength(1)
    expect(edgeTiles(edge.size)).toEqual([
      { level: 0, index: 257, width: 44 },
      { level: 1, index: 1, width: 1 },
      { level: 2, index: 0, width: 1 },
    ])
  })
})

test('an edge is refused when a tile of it is missing or too narrow', () => {
  const { tiles } = append([300])
  const stored = [...tiles.values()]
  expect(() => treeEdge(300, [])).toThrow(RangeError)
  expect(() => treeEdge(301, stored)).toThrow(RangeError)
  expect(treeEdge(300, stored).size).toBe(300)
})

/** Appends batches of these lengths, keeping tiles as a store would. */
function append(lengths: readonly number[]) {
  let edge = EMPTY_EDGE
  const tiles = new Map<string, HashTile>()
  for (const length of lengths) {
    const leaves = LEAVES.slice(edge.size, edge.size + length)
    const appended = appendLeaves(edge, leaves, nodeCrypto)
    edge = appended.edge
    for (const tile of appended.tiles) tiles.set(key(tile), tile)
  }
  return { edge, tiles }
}

function key({ level, index }: { level: number; index: number }): string {
  return `${String(level)}/${String(index)}`
}
