import { concatBytes, equalBytes } from './bytes.ts'
import type { Hasher } from './crypto.ts'

/** Whether the leaf stands at `index` in the tree of `size` leaves with that root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  claim: {
    readonly leafHash: Uint8Array
    readonly index: number
    readonly size: number
    readonly proof: readonly Uint8Array[]
    readonly root: Uint8Array
  },
  crypto: Hasher,
): boolean {
  const { leafHash, index, size, proof, root } = claim
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (leafHash.length !== HASH_LENGTH || !areHashes(proof)) return false
  let hash = leafHash
  let position = { first: index, last: size - 1 }
  for (const sibling of proof) {
    if (position.last === 0) return false
    const onTheRight = isRightChild(position)
    hash = onTheRight ? nodeHash(sibling, hash, crypto) : nodeHash(hash, sibling, crypto)
    position = parentOf(onTheRight ? skipLoneLevels(position) : position)
  }
  return position.last === 0 && equalBytes(hash, root)
}

/**
 * Whether the tree of `size2` leaves begins with all the leaves of the tree of `size1`
 * (RFC 9162, 2.1.4.2). From an empty tree there is nothing to prove: only its own root is taken, for size 0.
 */
export function verifyConsistency(
  claim: {
    readonly size1: number
    readonly root1: Uint8Array
    readonly size2: number
    readonly root2: Uint8Array
    readonly proof: readonly Uint8Array[]
  },
  crypto: Hasher,
): boolean {
  const { size1, root1, size2, root2, proof } = claim
  if (!isCount(size1) || !isCount(size2) || size1 > size2 || !areHashes(proof)) return false
  if (size1 === 0 && !(size2 === 0 && equalBytes(root1, emptyRoot(crypto)))) return false
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2)
  const roots = rootsOfConsistencyProof(size1, root1, size2, proof, crypto)
  return roots !== null && equalBytes(roots.root1, root1) && equalBytes(roots.root2, root2)
}

/** RFC 6962 section 2.1: the hash of no entries. */
export function emptyRoot(crypto: Hasher): Uint8Array {
  return crypto.sha256(new Uint8Array())
}

/** RFC 6962 section 2.1: SHA-256(0x00 || entry). */
export function leafHash(entry: Uint8Array, crypto: Hasher): Uint8Array {
  return crypto.sha256(concatBytes(LEAF_PREFIX, entry))
}

/** RFC 6962 section 2.1: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array, crypto: Hasher): Uint8Array {
  return crypto.sha256(concatBytes(NODE_PREFIX, left, right))
}

export const HASH_LENGTH = 32
const LEAF_PREFIX = Uint8Array.of(0x00)
const NODE_PREFIX = Uint8Array.of(0x01)

/** Where a walk from a leaf to the root stands: the node's index in its level, and the level's last index. */
type Position = { readonly first: number; readonly last: number }

function isRightChild({ first, last }: Position): boolean {
  return first % 2 === 1 || first === last
}

function parentOf({ first, last }: Position): Position {
  return { first: Math.floor(first / 2), last: Math.floor(last / 2) }
}

/** A node with no right neighbour moves up unchanged until it has one on its left. */
function skipLoneLevels(position: Position): Position {
  let { first, last } = position
  while (first % 2 === 0 && first !== 0) ({ first, last } = parentOf({ first, last }))
  return { first, last }
}

function rootsOfConsistencyProof(
  size1: number,
  root1: Uint8Array,
  size2: number,
  proof: readonly Uint8Array[],
  crypto: Hasher,
): { root1: Uint8Array; root2: Uint8Array } | null {
  let position = { first: size1 - 1, last: size2 - 1 }
  while (position.first % 2 === 1) position = parentOf(position)
  // A first tree of 2^n leaves is itself the first node of the walk, and the proof leaves it out.
  const [start, ...path] = position.first === 0 ? [root1, ...proof] : proof
  if (start === undefined) return null
  let [hash1, hash2] = [start, start]
  for (const sibling of path) {
    if (position.last === 0) return null
    if (isRightChild(position)) {
      hash1 = nodeHash(sibling, hash1, crypto)
      hash2 = nodeHash(sibling, hash2, crypto)
      position = skipLoneLevels(position)
    } else {
      hash2 = nodeHash(hash2, sibling, crypto)
    }
    position = parentOf(position)
  }
  return position.last === 0 ? { root1: hash1, root2: hash2 } : null
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === HASH_LENGTH)
}
