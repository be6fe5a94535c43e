import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leafHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import {
  consistencyProof,
  consistencyRanges,
  inclusionProof,
  inclusionRanges,
  rootHash,
} from './merkle-range.ts'
import { nodeCrypto } from './node-crypto.ts'
import { hashAtOf } from './testdata/mock-receipt.ts'
import { hashAtFromTiles, tilesOf, tileWidth } from './tile-tree.ts'
import { appendLeaves, EMPTY_EDGE } from './tree-edge.ts'
import { encodeUtf8 } from './utf8.ts'

const SIZE_MAX = 1100
const LEAVES = Array.from({ length: SIZE_MAX }, (_, i) =>
  leafHash(encodeUtf8(String(i)), nodeCrypto),
)
const TILES = new Map(
  appendLeaves(EMPTY_EDGE, LEAVES, nodeCrypto).tiles.map(({ level, index, bytes }) => [
    `${String(level)}/${String(index)}`,
    bytes,
  ]),
)

describe('proofs out of tiles', () => {
  const sizes = fc.integer({ min: 1, max: SIZE_MAX })

  test('prove inclusion at any size the tree has had, from the tiles that were named', () => {
    const sizeAndIndex = sizes.chain((n) => fc.tuple(fc.constant(n), fc.nat(n - 1)))
    fc.assert(
      fc.property(sizeAndIndex, ([size, index]) => {
        const ranges = [...inclusionRanges(index, size), { start: 0, end: size }]
        const hashAt = hashAtFromTiles(onlyTiles(ranges, size), nodeCrypto)
        const proof = inclusionProof(index, size, hashAt, nodeCrypto)
        const root = rootHash(size, hashAt, nodeCrypto)
        const claim = { leafHash: LEAVES[index] ?? root, index, size, proof, root }
        expect(verifyInclusion(claim, nodeCrypto)).toBe(true)
      }),
    )
  })

  test('prove consistency between any two sizes the tree has had', () => {
    fc.assert(
      fc.property(sizes, sizes, (a, b) => {
        const [size1, size2] = [Math.min(a, b), Math.max(a, b)]
        const ranges = [
          ...consistencyRanges(size1, size2),
          { start: 0, end: size1 },
          { start: 0, end: size2 },
        ]
        const hashAt = hashAtFromTiles(onlyTiles(ranges, size2), nodeCrypto)
        const claim = {
          size1,
          root1: rootHash(size1, hashAt, nodeCrypto),
          size2,
          root2: rootHash(size2, hashAt, nodeCrypto),
          proof: consistencyProof(size1, size2, hashAt, nodeCrypto),
        }
        expect(verifyConsistency(claim, nodeCrypto)).toBe(true)
      }),
    )
  })

  test('have the root of the leaves themselves, at the sizes where tiles begin and end', () => {
    const hashAt = hashAtFromTiles(onlyTiles([{ start: 0, end: SIZE_MAX }], SIZE_MAX), nodeCrypto)
    expect(rootHash(SIZE_MAX, hashAt, nodeCrypto)).toEqual(
      rootHash(SIZE_MAX, hashAtOf(LEAVES), nodeCrypto),
    )
    for (const size of [255, 256, 257, 511, 512, 1024]) {
      const atSize = hashAtFromTiles(onlyTiles([{ start: 0, end: size }], size), nodeCrypto)
      const want = rootHash(size, hashAtOf(LEAVES.slice(0, size)), nodeCrypto)
      expect(Buffer.from(want).equals(rootHash(size, atSize, nodeCrypto))).toBe(true)
    }
  })

  test('are refused where a tile is narrower than it must be', () => {
    const hashAt = hashAtFromTiles(() => new Uint8Array(32), nodeCrypto)
    expect(hashAt(0, 0)).toHaveLength(32)
    expect(() => hashAt(1, 0)).toThrow(RangeError)
    expect(() => hashAt(0, 1)).toThrow(RangeError)
  })
})

describe('the width of a tile', () => {
  test('is that of the example in C2SP tlog-tiles: 70,000 entries', () => {
    expect(tileWidth(0, 272, 70_000)).toBe(256)
    expect(tileWidth(0, 273, 70_000)).toBe(112)
    expect(tileWidth(1, 0, 70_000)).toBe(256)
    expect(tileWidth(1, 1, 70_000)).toBe(17)
    expect(tileWidth(2, 0, 70_000)).toBe(1)
    expect(tileWidth(0, 274, 70_000)).toBe(0)
    expect(tileWidth(3, 0, 70_000)).toBe(0)
  })

  test('of the tiles that are named is that of the tree they are named for', () => {
    const tiles = tilesOf([{ start: 0, end: 70_000 }], 70_000)
    expect(tiles).toEqual([
      { level: 2, index: 0, width: 1 },
      { level: 1, index: 1, width: 17 },
      { level: 0, index: 273, width: 112 },
    ])
  })
})

/** Tiles as the tree of `size` had them, and none that `tilesOf` does not name. */
function onlyTiles(ranges: Parameters<typeof tilesOf>[0], size: number) {
  const named = new Map(
    tilesOf(ranges, size).map(({ level, index, width }) => {
      const key = `${String(level)}/${String(index)}`
      return [key, TILES.get(key)?.subarray(0, width * 32)] as const
    }),
  )
  return (level: number, index: number): Uint8Array => {
    const tile = named.get(`${String(level)}/${String(index)}`)
    if (tile === undefined) throw new Error('a tile that was not named')
    return tile
  }
}
