import { describe, expect, test } from 'vitest'
import { emptyRoot, leafHash, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import { consistencyProof, inclusionProof, rootHash } from './merkle-range.ts'
import { nodeCrypto } from './node-crypto.ts'
import { hashAtOf } from './testdata/mock-receipt.ts'
import { HASHER, REFERENCE_TREE } from './testdata/restated-vectors.ts'
import { sharedJson } from './testdata/shared-vectors.ts'

type Probe = { readonly desc: string; readonly wantErr: boolean; readonly proof: string[] | null }
type InclusionProbe = Probe & {
  readonly leafIdx: number
  readonly treeSize: number
  readonly root: string | null
  readonly leafHash: string | null
}
type ConsistencyProbe = Probe & {
  readonly size1: number
  readonly size2: number
  readonly root1: string | null
  readonly root2: string | null
}

const PROBES = 'rfc6962-transparency-dev-merkle/testdata'
const LEAVES = REFERENCE_TREE.entries.map((entry) =>
  leafHash(Buffer.from(entry, 'hex'), nodeCrypto),
)
const ROOTS = REFERENCE_TREE.roots.map((root) => Buffer.from(root, 'hex'))

describe('the hashes of RFC 6962 section 2.1', () => {
  test('of nothing, of a leaf and of a node', () => {
    expect(hex(emptyRoot(nodeCrypto))).toBe(HASHER.emptyRoot)
    expect(hex(leafHash(new Uint8Array(), nodeCrypto))).toBe(HASHER.emptyLeaf)
    expect(hex(leafHash(Buffer.from(HASHER.leaf.entry), nodeCrypto))).toBe(HASHER.leaf.hash)
    const { left, right, hash } = HASHER.node
    expect(hex(nodeHash(Buffer.from(left), Buffer.from(right), nodeCrypto))).toBe(hash)
  })

  test('of the reference tree at each of its sizes', () => {
    for (const [i, root] of ROOTS.entries()) {
      expect(hex(rootHash(i + 1, hashAtOf(LEAVES), nodeCrypto))).toBe(hex(root))
    }
  })
})

describe('verifyInclusion', () => {
  const probes = sharedJson(`${PROBES}/inclusion`).map(({ path, value }) => ({
    path,
    value: value as InclusionProbe,
  }))

  test('answers every golden probe as it must', () => {
    const wrong = probes.filter(({ value }) => {
      const { leafIdx: index, treeSize: size } = value
      const claim = {
        index,
        size,
        leafHash: bytes(value.leafHash),
        root: bytes(value.root),
        proof: (value.proof ?? []).map(bytes),
      }
      return verifyInclusion(claim, nodeCrypto) === value.wantErr
    })
    expect(wrong.map(({ path }) => path)).toEqual([])
    expect([0, 98]).toContain(probes.length)
  })

  test('takes every proof of the reference tree, and it for no other place, size, leaf or root', () => {
    for (const [i, root] of ROOTS.entries()) {
      for (let index = 0; index <= i; index++) {
        const size = i + 1
        const proof = inclusionProof(index, size, hashAtOf(LEAVES), nodeCrypto)
        const claim = { leafHash: LEAVES[index] ?? root, index, size, proof, root }
        expect(verifyInclusion(claim, nodeCrypto)).toBe(true)
        for (const other of [...ROOTS.keys(), -1, 8, 0.5, NaN, 2 ** 53, Infinity]) {
          const elsewhere = { ...claim, index: other }
          expect(verifyInclusion(elsewhere, nodeCrypto)).toBe(other === index)
        }
        for (const wrong of spoilt(claim)) expect(verifyInclusion(wrong, nodeCrypto)).toBe(false)
      }
    }
  })

  function spoilt<C extends Parameters<typeof verifyInclusion>[0]>(claim: C) {
    const [hash] = LEAVES
    if (hash === undefined) throw new Error('no leaves')
    return [
      { ...claim, root: flip(claim.root) },
      { ...claim, leafHash: flip(claim.leafHash) },
      { ...claim, leafHash: claim.leafHash.subarray(1) },
      { ...claim, proof: [...claim.proof, hash] },
      { ...claim, proof: [hash, ...claim.proof] },
      ...claim.proof.map((_, at) => ({ ...claim, proof: claim.proof.toSpliced(at, 1) })),
      ...claim.proof.map((each, at) => ({ ...claim, proof: claim.proof.with(at, flip(each)) })),
      { ...claim, size: 0 },
    ]
  }
})

describe('verifyConsistency', () => {
  const probes = sharedJson(`${PROBES}/consistency`).map(({ path, value }) => ({
    path,
    value: value as ConsistencyProbe,
  }))

  test('answers every golden probe as it must', () => {
    const wrong = probes.filter(({ value }) => {
      const { size1, size2 } = value
      const claim = {
        size1,
        size2,
        root1: bytes(value.root1),
        root2: bytes(value.root2),
        proof: (value.proof ?? []).map(bytes),
      }
      return verifyConsistency(claim, nodeCrypto) === value.wantErr
    })
    expect(wrong.map(({ path }) => path)).toEqual([])
    expect([0, 98]).toContain(probes.length)
  })

  test('takes every proof of the reference tree, and none that was changed', () => {
    for (const [i, root1] of ROOTS.entries()) {
      for (const [j, root2] of ROOTS.entries()) {
        if (j < i) continue
        const [size1, size2] = [i + 1, j + 1]
        const proof = consistencyProof(size1, size2, hashAtOf(LEAVES), nodeCrypto)
        const claim = { size1, root1, size2, root2, proof }
        expect(verifyConsistency(claim, nodeCrypto)).toBe(true)
        const changed = [
          { ...claim, root1: flip(root1) },
          { ...claim, root2: flip(root2) },
          { ...claim, proof: [...proof, root1] },
          ...proof.map((each, at) => ({ ...claim, proof: proof.with(at, flip(each)) })),
          ...proof.map((_, at) => ({ ...claim, proof: proof.toSpliced(at, 1) })),
          { ...claim, size1: size2 + 1 },
          { ...claim, size1: -1 },
        ]
        for (const wrong of changed) expect(verifyConsistency(wrong, nodeCrypto)).toBe(false)
      }
    }
  })

  test('proves nothing from an empty tree, whose root is that of nothing', () => {
    const empty = emptyRoot(nodeCrypto)
    const claim = { size1: 0, root1: empty, size2: 0, root2: empty, proof: [] }
    expect(verifyConsistency(claim, nodeCrypto)).toBe(true)
    expect(verifyConsistency({ ...claim, proof: [empty] }, nodeCrypto)).toBe(false)
    for (const root of ROOTS) {
      expect(verifyConsistency({ ...claim, root1: root, root2: root }, nodeCrypto)).toBe(false)
      expect(verifyConsistency({ ...claim, size2: 5, root2: root }, nodeCrypto)).toBe(false)
    }
  })
})

function bytes(base64: string | null): Uint8Array {
  return Buffer.from(base64 ?? '', 'base64')
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}

function flip(hash: Uint8Array): Uint8Array {
  return Uint8Array.from(hash, (byte, i) => (i === 31 ? byte ^ 1 : byte))
}
