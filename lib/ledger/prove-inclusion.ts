import {
  HASH_LENGTH,
  inclusionRanges,
  nodeHash,
  rangeSubtrees,
  tileWidth,
  type LeafRange,
  type Subtree,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import type { Database } from '#lib/store/database.ts'
import { loadTile } from '#lib/store/ledger.ts'
import { expandTile, findNode, placeOfSubtree, type TileNodes } from './tile-nodes.ts'

/**
 * That the entry `index` is in the tree of the first `size` entries: RFC 6962 section 2.1.1, from the
 * leaf's sibling up, 32 bytes each. `size` is at most that of the last checkpoint. What was read for one
 * proof is kept for the next: a receipt after the other, an export looks nearly all of it up.
 */
export async function proveInclusion(
  database: Database,
  index: number,
  size: number,
): Promise<Uint8Array[]> {
  const known = knownOf(database, size)
  const proof: Uint8Array[] = []
  for (const range of inclusionRanges(index, size))
    proof.push(findHash(known, range) ?? (await readHash(database, known, range)))
  return proof
}

/** The tiles that were read last, by level and index, 16 kB each; and of one tree what no tile holds whole. */
type Known = {
  readonly tiles: Map<string, TileNodes>
  size: number
  edges: Map<number, Uint8Array>
}

const TILES_KEPT = 512

const knownByDatabase = new WeakMap<Database, Known>()

function knownOf(database: Database, size: number): Known {
  const known = knownByDatabase.get(database) ?? { tiles: new Map(), size, edges: new Map() }
  knownByDatabase.set(database, known)
  if (known.size === size) return known
  // Of a tree of another size the runs at its right edge are others; its tiles are the same.
  const ofSize = { tiles: known.tiles, size, edges: new Map<number, Uint8Array>() }
  knownByDatabase.set(database, ofSize)
  return ofSize
}

function findHash({ tiles, edges }: Known, range: LeafRange): Uint8Array | null {
  const subtree = wholeSubtree(range)
  if (subtree === null) return edges.get(range.start) ?? null
  const nodes = tiles.get(keyOf(subtree))
  return nodes === undefined ? null : findNode(nodes, subtree)
}

/** Null for a run of several subtrees, which only the right edge of a tree has: it ends with the tree. */
function wholeSubtree({ start, end }: LeafRange): Subtree | null {
  const level = Math.log2(end - start)
  return Number.isInteger(level) ? { level, index: start / (end - start) } : null
}

async function readHash(database: Database, known: Known, range: LeafRange): Promise<Uint8Array> {
  const hashes: Uint8Array[] = []
  for (const subtree of rangeSubtrees(range)) hashes.push(await readNode(database, known, subtree))
  const hash = hashes.reduceRight((right, left) => nodeHash(left, right, nodeCrypto))
  if (hashes.length > 1) known.edges.set(range.start, hash)
  return hash
}

async function readNode(
  database: Database,
  { tiles, size }: Known,
  subtree: Subtree,
): Promise<Uint8Array> {
  const key = keyOf(subtree)
  const kept = tiles.get(key)
  const node = kept === undefined ? null : findNode(kept, subtree)
  if (node !== null) return node
  // Kept narrower than it is by now, or not at all.
  const nodes = expandTile(await readTile(database, subtree, size))
  tiles.delete(key)
  tiles.set(key, nodes)
  const [oldest] = tiles.keys()
  if (tiles.size > TILES_KEPT && oldest !== undefined) tiles.delete(oldest)
  const read = findNode(nodes, subtree)
  if (read === null) throw new RangeError(`tile ${key} is too narrow`)
  return read
}

async function readTile(database: Database, subtree: Subtree, size: number): Promise<Uint8Array> {
  const { level, index } = placeOfSubtree(subtree)
  const width = tileWidth(level, index, size)
  const hashes = await loadTile(database.pool, { level, index, width })
  if (hashes.length !== width * HASH_LENGTH)
    throw new Error(`table tile or entry does not hold tile ${keyOf(subtree)}`)
  return hashes
}

function keyOf(subtree: Subtree): string {
  const { level, index } = placeOfSubtree(subtree)
  return `${String(level)}/${String(index)}`
}
