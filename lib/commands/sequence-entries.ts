import {
  appendLeaves,
  EMPTY_EDGE,
  edgeRoot,
  edgeTiles,
  HASH_LENGTH,
  TILE_WIDTH,
  treeEdge,
  type HashTile,
  type TreeEdge,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import type { Database } from '#lib/store/database.ts'
import {
  appendCheckpoint,
  appendTiles,
  findLedgerHead,
  loadTile,
  movePending,
  type FullTile,
  type LedgerHead,
  type Queryable,
} from '#lib/store/ledger.ts'
import { inSequencerTurn } from '#lib/store/ledger-turn.ts'
import { signHead } from '#lib/ledger/sign-head.ts'
import { appendKeyCertificates } from '#lib/store/signing-keys.ts'
import type { LedgerKeys } from '#lib/signing/ledger-keys.ts'

/** Less than other commands get, and the one thing no other has: the key that signs checkpoints. */
export type SequencingContext = {
  readonly database: Database
  readonly now: () => Date
  readonly keys: Pick<LedgerKeys, 'origin' | 'ledger' | 'find'>
}

export const BATCH_MAX = 4096

/**
 * Gives the acts that wait their places in the ledger: one batch, in one transaction, with the full
 * tiles it completes and a signed checkpoint over the grown tree. Answers how many entries it made and
 * how many there are; `sequenced` is 0 when nothing waits, and when another program is at it.
 *
 * If we stop anywhere before the commit, PostgreSQL rolls back and the acts wait as before. If the
 * commit takes place and its answer is lost, the next call finds the grown tree. Nothing is kept in
 * memory in between: each call rebuilds the tree's edge from what is stored, so that recovery is
 * what happens every time.
 *
 * @throws where what is stored does not add up to the last checkpoint: then nothing more is signed
 */
export async function sequenceEntries(
  { database, now, keys }: SequencingContext,
  batchMax = BATCH_MAX,
): Promise<{ sequenced: number; size: number }> {
  const turn = await inSequencerTurn(database, async (transaction) => {
    const head = await findLedgerHead(transaction)
    const edge = await loadEdge(transaction, head)
    const at = now()
    // An entry that stood beyond the head already would hold the first index: the insert then fails.
    const leafHashes = await movePending(transaction, edge.size, batchMax, at)
    if (leafHashes.length === 0) return { sequenced: 0, size: edge.size }
    const grown = appendLeaves(edge, leafHashes, nodeCrypto)
    await appendTiles(transaction, fullTiles(grown.tiles))
    const { head: signed, certificates } = await signHead(
      transaction,
      { edge: grown.edge, first: edge.size, at },
      keys,
    )
    await appendCheckpoint(transaction, signed, at)
    await appendKeyCertificates(transaction, signed.size, certificates)
    return { sequenced: leafHashes.length, size: grown.edge.size }
  })
  return turn ?? { sequenced: 0, size: (await findLedgerHead(database.pool))?.size ?? 0 }
}

/** The edge of the stored tree, which must have the root that the last checkpoint signed. */
async function loadEdge(transaction: Queryable, head: LedgerHead | null): Promise<TreeEdge> {
  if (head === null) return EMPTY_EDGE
  const tiles: HashTile[] = []
  for (const coordinate of edgeTiles(head.size))
    tiles.push({ ...coordinate, bytes: await loadTile(transaction, coordinate) })
  const edge = treeEdge(head.size, tiles)
  if (!Buffer.from(head.root).equals(edgeRoot(edge, nodeCrypto)))
    throw new Error(`tables entry and tile do not have the root of checkpoint ${String(head.size)}`)
  return edge
}

function fullTiles(tiles: readonly HashTile[]): FullTile[] {
  return tiles
    .filter((tile) => tile.width === TILE_WIDTH)
    .map(({ level, index, bytes }) => ({ level, index, bytes, root: rootIn(tiles, level, index) }))
}

/** A full tile's root is a hash of the tile above it, which grew by it just now. */
function rootIn(tiles: readonly HashTile[], level: number, index: number): Uint8Array {
  const above = Math.floor(index / TILE_WIDTH)
  const parent = tiles.find((tile) => tile.level === level + 1 && tile.index === above)
  const offset = (index % TILE_WIDTH) * HASH_LENGTH
  const root = parent?.bytes.subarray(offset, offset + HASH_LENGTH)
  if (root?.length !== HASH_LENGTH) throw new Error('a full tile has no hash in the tile above it')
  return root
}
