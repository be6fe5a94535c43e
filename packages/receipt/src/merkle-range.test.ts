import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyRoot, leafHash, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import {
  consistencyProof,
  consistencyRanges,
  inclusionProof,
  inclusionRanges,
  rangeSubtrees,
  rootHash,
} from './merkle-range.ts'
import { nodeCrypto } from './node-crypto.ts'
import { hashAtOf } from './testdata/mock-receipt.ts'
import { encodeUtf8 } from './utf8.ts'

const SIZE_MAX = 300
const LEAVES = Array.from({ length: SIZE_MAX }, (_, i) =>
  leafHash(encodeUtf8(`entry ${String(i)}`), nodeCrypto),
)
const HASH_AT = hashAtOf(LEAVES)

const size = fc.integer({ min: 1, max: SIZE_MAX })
const sizeAndIndex = size.chain((n) => fc.tuple(fc.constant(n), fc.nat(n - 1)))
const twoSizes = size.chain((n) => fc.tuple(fc.integer({ min: 1, max: n }), fc.constant(n)))

describe('a tree of complete subtrees', () => {
  test('has the root of RFC 6962 by its own recursive definition', () => {
    expect(rootHash(0, HASH_AT, nodeCrypto)).toEqual(emptyRoot(nodeCrypto))
    fc.assert(
      fc.property(size, (n) => {
        expect(rootHash(n, HASH_AT, nodeCrypto)).toEqual(treeHash(LEAVES.slice(0, n)))
      }),
    )
  })

  test('gives the inclusion proof of RFC 6962 by its own recursive definition', () => {
    fc.assert(
      fc.property(sizeAndIndex, ([n, index]) => {
        expect(inclusionProof(index, n, HASH_AT, nodeCrypto)).toEqual(
          path(index, LEAVES.slice(0, n)),
        )
      }),
    )
  })

  test('gives the consistency proof of RFC 6962 by its own recursive definition', () => {
    fc.assert(
      fc.property(twoSizes, ([size1, size2]) => {
        expect(consistencyProof(size1, size2, HASH_AT, nodeCrypto)).toEqual(
          subproof(size1, LEAVES.slice(0, size2), true),
        )
      }),
    )
  })

  test('gives inclusion proofs that verify, and with any bit flipped do not', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.nat(), ([n, index], at) => {
        const proof = inclusionProof(index, n, HASH_AT, nodeCrypto)
        const root = rootHash(n, HASH_AT, nodeCrypto)
        const claim = { leafHash: LEAVES[index] ?? root, index, size: n, proof, root }
        expect(verifyInclusion(claim, nodeCrypto)).toBe(true)
        const wrong = { ...claim, proof: flipBit(proof, at) }
        expect(verifyInclusion(wrong, nodeCrypto)).toBe(proof.length === 0)
      }),
    )
  })

  test('gives consistency proofs that verify, and with any bit flipped do not', () => {
    fc.assert(
      fc.property(twoSizes, fc.nat(), ([size1, size2], at) => {
        const proof = consistencyProof(size1, size2, HASH_AT, nodeCrypto)
        const claim = {
          size1,
          root1: rootHash(size1, HASH_AT, nodeCrypto),
          size2,
          root2: rootHash(size2, HASH_AT, nodeCrypto),
          proof,
        }
        expect(verifyConsistency(claim, nodeCrypto)).toBe(true)
        const wrong = { ...claim, proof: flipBit(proof, at) }
        expect(verifyConsistency(wrong, nodeCrypto)).toBe(proof.length === 0)
      }),
    )
  })
})

describe('the runs a proof is planned as', () => {
  test('cover every leaf but the one that is proven', () => {
    fc.assert(
      fc.property(sizeAndIndex, ([n, index]) => {
        const covered = inclusionRanges(index, n).flatMap(leavesOf)
        expect(covered.toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: n }, (_, i) => i).toSpliced(index, 1),
        )
      }),
    )
  })

  test('fall apart into complete subtrees, which stay the same as the tree grows', () => {
    const range = fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 500 }))
    fc.assert(
      fc.property(range, ([level, length]) => {
        const start = 2 ** level * Math.ceil(length / 2 ** level)
        const subtrees = rangeSubtrees({ start, end: start + Math.min(length, 2 ** level) })
        const covered = subtrees.flatMap((subtree) =>
          leavesOf({
            start: subtree.index * 2 ** subtree.level,
            end: (subtree.index + 1) * 2 ** subtree.level,
          }),
        )
        expect(covered).toEqual(leavesOf({ start, end: start + Math.min(length, 2 ** level) }))
        expect(subtrees.every(({ index }) => Number.isInteger(index))).toBe(true)
      }),
    )
  })

  test('are few in a tree larger than 32 bits can count', () => {
    const size2 = 2 ** 52 - 1
    expect(inclusionRanges(2 ** 40 + 5, size2).length).toBeLessThanOrEqual(52)
    expect(consistencyRanges(2 ** 33 + 1, size2).length).toBeLessThanOrEqual(53)
    expect(rangeSubtrees({ start: 0, end: size2 })).toHaveLength(52)
  })

  test('of no growth, and of growth from nothing, are none', () => {
    expect(consistencyRanges(7, 7)).toEqual([])
    expect(consistencyRanges(0, 7)).toEqual([])
  })

  test('of an index that is not in the tree, or of a tree that shrinks, do not exist', () => {
    expect(() => inclusionRanges(5, 5)).toThrow(RangeError)
    expect(() => inclusionRanges(-1, 5)).toThrow(RangeError)
    expect(() => inclusionRanges(0, 0)).toThrow(RangeError)
    expect(() => consistencyRanges(6, 5)).toThrow(RangeError)
  })
})

/** RFC 6962 section 2.1, word for word. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves
  if (first === undefined) return emptyRoot(nodeCrypto)
  if (leaves.length === 1) return first
  const k = split(leaves.length)
  return nodeHash(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)), nodeCrypto)
}

/** RFC 6962 section 2.1.1, word for word. */
function path(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  return m < k
    ? [...path(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...path(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))]
}

/** RFC 6962 section 2.1.2, word for word. */
function subproof(m: number, leaves: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === leaves.length) return whole ? [] : [treeHash(leaves)]
  const k = split(leaves.length)
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), whole), treeHash(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), treeHash(leaves.slice(0, k))]
}

function split(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1)
}

function leavesOf({ start, end }: { start: number; end: number }): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i)
}

function flipBit(proof: readonly Uint8Array[], at: number): Uint8Array[] {
  const bit = at % Math.max(1, proof.length * 256)
  return proof.map((hash, i) =>
    hash.map((byte, j) => (i * 32 + j === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
  )
}
