import { createHash } from 'node:crypto'
import {
  appendLeaves,
  EMPTY_EDGE,
  edgeRoot,
  TILE_WIDTH,
  type HashTile,
  type TreeEdge,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { expect, test } from 'vitest'
import { rebuildTree, type RebuiltTile } from './rebuild-tree.ts'

test('has at every size the root that RFC 6962 defines by recursion', () => {
  const tree = rebuildTree(nodeCrypto)
  const leaves: Uint8Array[] = []
  for (let size = 1; size <= 70; size++) {
    leaves.push(leaf(size))
    tree.append(leaf(size))
    expect(tree.size()).toBe(size)
    expect(hex(tree.root()), `size ${String(size)}`).toBe(hex(treeHash(leaves)))
  }
})

test('has no root before its first leaf', () => {
  expect(() => rebuildTree(nodeCrypto).root()).toThrow(TypeError)
})

test('completes the tiles that a sequencer stores, each once, in both levels of 70,000 leaves', () => {
  const tree = rebuildTree(nodeCrypto)
  const leaves = Array.from({ length: 70_000 }, (_, i) => leaf(i))
  const completed = leaves.flatMap((each) => tree.append(each))
  const { edge, tiles } = grow(leaves)
  expect(completed.filter(({ level }) => level === 0)).toHaveLength(273)
  expect(completed.filter(({ level }) => level === 1)).toHaveLength(1)
  expect(completed.length).toBe(274)
  expect(inOrder(completed)).toEqual(inOrder(tiles))
  expect(hex(tree.root())).toBe(hex(edgeRoot(edge, nodeCrypto)))
})

test('the root of a tile is the hash over its 256, and stands in the tile above', () => {
  const tree = rebuildTree(nodeCrypto)
  const leaves = Array.from({ length: 65_536 }, (_, i) => leaf(i))
  const completed = leaves.flatMap((each) => tree.append(each))
  const above = completed.find(({ level }) => level === 1)
  for (const { level, index, hashes, root } of completed) {
    const parts = Array.from({ length: TILE_WIDTH }, (_, i) => hashes.subarray(i * 32, i * 32 + 32))
    expect(hex(root)).toBe(hex(treeHash(parts)))
    if (level === 0)
      expect(hex(above!.hashes.subarray(index * 32, index * 32 + 32))).toBe(hex(root))
  }
  expect(hex(above!.root)).toBe(hex(tree.root()))
})

test('a tile that was answered is not written to again', () => {
  const tree = rebuildTree(nodeCrypto)
  const [first] = Array.from({ length: 256 }, (_, i) => tree.append(leaf(i))).flat()
  const before = hex(first!.hashes)
  for (let i = 256; i < 600; i++) tree.append(leaf(i))
  expect(hex(first!.hashes)).toBe(before)
})

function leaf(i: number): Uint8Array {
  return createHash('sha256').update(String(i)).digest()
}

/** RFC 6962 section 2.1, word for word, over leaf hashes. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (only !== undefined && leaves.length === 1) return only
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  const [left, right] = [treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k))]
  return createHash('sha256').update('\u0001').update(left).update(right).digest()
}

function grow(leaves: readonly Uint8Array[]): { edge: TreeEdge; tiles: HashTile[] } {
  const { edge, tiles } = appendLeaves(EMPTY_EDGE, leaves, nodeCrypto)
  return { edge, tiles: tiles.filter(({ width }) => width === TILE_WIDTH) }
}

function inOrder(tiles: readonly (RebuiltTile | HashTile)[]) {
  return tiles
    .map((tile) => ({
      level: tile.level,
      index: tile.index,
      hashes: hex('hashes' in tile ? tile.hashes : tile.bytes),
    }))
    .toSorted((a, b) => a.level - b.level || a.index - b.index)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
