import type { Hasher } from './crypto.ts'
import { emptyRoot, nodeHash } from './merkle.ts'

/**
 * Every hash of a Merkle proof, and the root, is the hash of one run of leaves: `[start, end)`. A run is
 * made of complete subtrees, whose hashes never change once they exist. So a proof for any size of the
 * tree is planned as runs, its subtrees are looked up, and no other leaf is needed.
 */
export type LeafRange = { readonly start: number; readonly end: number }

/** The complete subtree over leaves `[index * 2^level, (index + 1) * 2^level)`; level 0 is a leaf. */
export type Subtree = { readonly level: number; readonly index: number }

/** The hash of a complete subtree. */
export type HashAt = (level: number, index: number) => Uint8Array

/** RFC 6962 section 2.1, the Merkle Tree Hash of the first `size` leaves. */
export function rootHash(size: number, hashAt: HashAt, crypto: Hasher): Uint8Array {
  return rangeHash({ start: 0, end: size }, hashAt, crypto)
}

/** RFC 6962 section 2.1.1, from the leaf's sibling up. Throws RangeError for an index not in the tree. */
export function inclusionProof(
  index: number,
  size: number,
  hashAt: HashAt,
  crypto: Hasher,
): Uint8Array[] {
  return inclusionRanges(index, size).map((range) => rangeHash(range, hashAt, crypto))
}

/** RFC 6962 section 2.1.2. Empty when the sizes are equal, and when the first is 0, from which nothing is proven. */
export function consistencyProof(
  size1: number,
  size2: number,
  hashAt: HashAt,
  crypto: Hasher,
): Uint8Array[] {
  return consistencyRanges(size1, size2).map((range) => rangeHash(range, hashAt, crypto))
}

/** The runs whose hashes are the inclusion proof, in its order. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!(index >= 0 && index < size)) throw new RangeError('the index is not in the tree')
  const ranges: LeafRange[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  return ranges.reverse()
}

/** The runs whose hashes are the consistency proof, in its order. */
export function consistencyRanges(size1: number, size2: number): LeafRange[] {
  if (!(size1 >= 0 && size1 <= size2)) throw new RangeError('the first tree is the larger one')
  if (size1 === 0) return []
  const ranges: LeafRange[] = []
  let [start, end] = [0, size2]
  while (size1 < end) {
    const middle = start + splitOf(end - start)
    if (size1 <= middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  // The verifier holds the first tree's root already, and that is this run when nothing stands before it.
  if (start > 0) ranges.push({ start, end })
  return ranges.reverse()
}

/** The complete subtrees a run is made of, from left to right. */
export function rangeSubtrees({ start, end }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = []
  let position = start
  while (position < end) {
    const { width, level } = largestSubtreeWithin(end - position)
    subtrees.push({ level, index: position / width })
    position += width
  }
  return subtrees
}

function rangeHash(range: LeafRange, hashAt: HashAt, crypto: Hasher): Uint8Array {
  const hashes = rangeSubtrees(range).map(({ level, index }) => hashAt(level, index))
  if (hashes.length === 0) return emptyRoot(crypto)
  return hashes.reduceRight((right, left) => nodeHash(left, right, crypto))
}

/** RFC 6962's k: the largest power of two smaller than the number of leaves. */
function splitOf(leaves: number): number {
  return largestSubtreeWithin(leaves - 1).width
}

function largestSubtreeWithin(leaves: number): { width: number; level: number } {
  let [width, level] = [1, 0]
  while (width * 2 <= leaves) [width, level] = [width * 2, level + 1]
  return { width, level }
}
