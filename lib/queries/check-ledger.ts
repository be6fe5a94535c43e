import { setImmediate as immediate } from 'node:timers/promises'
import {
  FormatError,
  HASH_LENGTH,
  hmacInnerBlock,
  leafBytesOfInner,
  leafHash,
  openNote,
  parseCheckpoint,
  SALT_LENGTH,
  TILE_WIDTH,
  type VerifierKey,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { rebuildTree, type RebuiltTile } from '#lib/domain/ledger/rebuild-tree.ts'
import { checkpointSigners, type RecordedKey } from '#lib/domain/ledger/signing-record.ts'
import { verifierKeyOf } from '#lib/ledger/verifier-keys.ts'
import type { FullTile, LedgerHead, Queryable } from '#lib/store/ledger.ts'
import { loadKeys } from '#lib/store/signing-keys.ts'
import {
  findMisplacedAct,
  findTileBeyond,
  inLedgerSnapshot,
  loadCheckedEntries,
  loadCheckpoints,
  loadFullTiles,
  loadLedgerExtent,
  loadStatementDigests,
  type CheckedEntry,
  type StoredCheckpoint,
} from '#lib/store/ledger-check.ts'
import { checkKeys } from './check-keys.ts'
import type { QueryContext } from './context.ts'
import { Fault } from './ledger-fault.ts'

export type CheckingContext = Pick<QueryContext, 'database'> & {
  readonly keys: { readonly origin: string; readonly verifierKey: VerifierKey }
}

/** What was found to add up. */
export type LedgerCounts = {
  readonly entries: number
  readonly tiles: number
  readonly checkpoints: number
  /** Statements that their entries commit to. */
  readonly receipts: number
  /** Entries whose statement and salt an erasure took: their place is checked, their commitment cannot be. */
  readonly erased: number
  readonly waiting: number
}

export type LedgerCheck =
  | { readonly ok: true; readonly counts: LedgerCounts }
  /** `index`: the first entry from which on it does not add up; null where no entry is concerned. */
  | { readonly ok: false; readonly index: number | null; readonly fault: string }

/**
 * Builds the whole ledger anew from its stored entries and compares everything that is stored beside
 * them: leaf hashes, tiles, the root and the signature of each checkpoint, the statement and salt that
 * each entry commits to, and that each act has one place. It stops at the first thing that does not add
 * up. One pass over one snapshot; what it holds in memory does not grow with the ledger.
 *
 * @param progress is told now and then how many entries are done, of how many
 */
export async function checkLedger(
  { database, keys }: CheckingContext,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<LedgerCheck> {
  try {
    const counts = await inLedgerSnapshot(database, async (snapshot) => {
      const extent = await loadLedgerExtent(snapshot)
      const total = Math.max(extent.end, extent.signed)
      const recorded = await loadKeys(snapshot)
      const signers = signersBy(recorded, keys)
      const found = await checkEntries(snapshot, total, signers, (done) => progress(done, total))
      await requireNothingBeyond(snapshot, extent.signed, total)
      await checkKeys(snapshot, keys.origin, recorded)
      return { ...found, tiles: extent.tiles, waiting: extent.pending }
    })
    return { ok: true, counts }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { ok: false, index: error.index, fault: error.message }
  }
}

/** Four tiles: pages of whole tiles, so that a leaf and its hash in a tile are read together. */
const PAGE = 4 * TILE_WIDTH

/** Then what has come from the database meanwhile is taken in, and the next is asked for. */
const AT_A_TIME = 64

async function checkEntries(
  snapshot: Queryable,
  total: number,
  signers: SignersOf,
  tell: (done: number) => void,
) {
  const tree = rebuildTree(nodeCrypto)
  const counts = { entries: 0, checkpoints: 0, receipts: 0, erased: 0 }
  for await (const { entries, digests, tiles, checkpoints } of pagesOf(snapshot, total)) {
    for (const entry of entries) {
      requireEntry(entry, tree.size(), tiles)
      if (requireCommitment(entry, digests.get(entry.eventId))) counts.receipts += 1
      else counts.erased += 1
      for (const tile of tree.append(entry.leafHash)) requireTile(tile, tiles)
      if (tree.size() % AT_A_TIME === 0) await immediate()
      const checkpoint = checkpoints.get(tree.size())
      if (checkpoint === undefined) continue
      requireSigned(checkpoint, signers(checkpoint))
      requireRoot(checkpoint, tree.root())
      counts.checkpoints += 1
    }
    tell(tree.size())
  }
  if (tree.size() < total) throw new Fault(tree.size(), 'the entry is missing')
  return { ...counts, entries: tree.size() }
}

/** What is stored of a run of entries: itself, the full tiles that end in it, the checkpoints that do. */
type Page = {
  readonly entries: readonly CheckedEntry[]
  /** By event, of the inner block of its salt and its statement. */
  readonly digests: ReadonlyMap<string, Uint8Array>
  readonly tiles: ReadonlyMap<string, FullTile>
  readonly checkpoints: ReadonlyMap<number, StoredCheckpoint>
}

/** While one page is checked, PostgreSQL reads the next. */
async function* pagesOf(snapshot: Queryable, total: number): AsyncGenerator<Page, void> {
  let coming = loadPage(snapshot, 0)
  try {
    for (let first = 0; first < total; first += PAGE) {
      const page = await coming
      coming = loadPage(snapshot, first + PAGE)
      yield page
    }
  } finally {
    await coming.catch(() => undefined)
  }
}

async function loadPage(snapshot: Queryable, first: number): Promise<Page> {
  const tiles = new Map<string, FullTile>()
  for (let level = 0, leaves = TILE_WIDTH; leaves <= first + PAGE; level++, leaves *= TILE_WIDTH) {
    const [from, to] = [Math.floor(first / leaves), Math.floor((first + PAGE) / leaves)]
    const ending = from < to ? await loadFullTiles(snapshot, level, from, to) : []
    for (const tile of ending) tiles.set(nameOf(tile), tile)
  }
  const checkpoints = await loadCheckpoints(snapshot, first, first + PAGE)
  const entries = await loadCheckedEntries(snapshot, first, PAGE)
  return {
    entries,
    digests: await loadDigests(snapshot, entries),
    tiles,
    checkpoints: new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint])),
  }
}

async function loadDigests(
  snapshot: Queryable,
  entries: readonly CheckedEntry[],
): Promise<Map<string, Uint8Array>> {
  const asked = entries.flatMap(({ eventId, isStated, salt }) =>
    isStated && salt?.length === SALT_LENGTH
      ? [{ eventId, block: hmacInnerBlock(salt, nodeCrypto) }]
      : [],
  )
  const digests = asked.length === 0 ? [] : await loadStatementDigests(snapshot, asked)
  return new Map(asked.map(({ eventId }, i) => [eventId, digests[i] ?? new Uint8Array()]))
}

function requireEntry(entry: CheckedEntry, index: number, tiles: Page['tiles']): void {
  if (entry.index !== index) throw new Fault(index, 'the entry is missing')
  if (!equal(leafHash(entry.leaf, nodeCrypto), entry.leafHash))
    throw new Fault(index, 'the stored leaf hash is not that of the leaf')
  const name = nameOf({ level: 0, index: Math.floor(index / TILE_WIDTH) })
  const tile = tiles.get(name)
  if (tile !== undefined && !equal(hashIn(tile.bytes, index % TILE_WIDTH), entry.leafHash))
    throw new Fault(index, `its hash in ${name} is not that of the leaf`)
}

/** False where the statement and its salt are erased, both of them, by an erasure on record. */
function requireCommitment(
  { index, leaf, isStated, salt, isErased }: CheckedEntry,
  digest: Uint8Array | undefined,
): boolean {
  if (!isStated && salt === null && isErased) return false
  if (!isStated && salt === null)
    throw new Fault(index, 'its statement and salt are gone, and no erasure on record took them')
  if (!isStated) throw new Fault(index, 'its statement is missing, while its salt is there')
  if (salt === null) throw new Fault(index, 'its salt is missing, while its statement is there')
  if (digest === undefined || !equal(leafBytesOfInner(digest, salt, nodeCrypto), leaf))
    throw new Fault(index, 'the leaf does not commit to the stored statement under its salt')
  return true
}

function requireTile({ level, index, hashes, root }: RebuiltTile, tiles: Page['tiles']): void {
  const name = nameOf({ level, index })
  const stored = tiles.get(name)
  const leaves = TILE_WIDTH ** level
  const first = index * TILE_WIDTH * leaves
  if (stored === undefined) throw new Fault(first, `${name} over it is missing`)
  if (!equal(stored.bytes, hashes)) {
    const offset = differingHash(stored.bytes, hashes)
    throw new Fault(
      first + offset * leaves,
      `hash ${String(offset)} of ${name} is not that of the entries`,
    )
  }
  if (!equal(stored.root, root))
    throw new Fault(first, `the root of ${name} is not that of its hashes`)
}

/** Whose signatures a checkpoint must bear, by the entries that it is over. */
type SignersOf = (checkpoint: StoredCheckpoint) => readonly VerifierKey[]

/** @throws Fault where the key that signs now is none of those on record */
function signersBy(
  recorded: readonly RecordedKey[],
  { origin, verifierKey }: CheckingContext['keys'],
): SignersOf {
  if (recorded.length === 0) return () => [verifierKey]
  const ofLedger = recorded.map((key) => verifierKeyOf(origin, key))
  if (!ofLedger.some(({ keyId }) => keyId === verifierKey.keyId))
    throw new Fault(null, 'the key that signs checkpoints here is not on record')
  return ({ size, at }) =>
    checkpointSigners(recorded, size, at).map((key) => verifierKeyOf(origin, key))
}

function requireSigned(
  { size, root, note }: StoredCheckpoint,
  signers: readonly VerifierKey[],
): void {
  const which = `checkpoint ${String(size)}`
  const opened = asSaid(() => openNote(note, signers, nodeCrypto), which, size)
  if (!opened.ok) throw new Fault(size - 1, `${which} is not signed by the key of the ledger`)
  if (opened.signers.length < signers.length || opened.unknown.length > 0)
    throw new Fault(size - 1, `${which} is not signed by just the keys that signed then`)
  const said = asSaid(() => parseCheckpoint(opened.text), which, size)
  if (said.origin !== signers[0]?.name || said.size !== size)
    throw new Fault(size - 1, `${which} speaks of another ledger or of another size`)
  if (!equal(said.rootHash, root))
    throw new Fault(size - 1, `the root beside ${which} is not the one that was signed`)
}

function asSaid<T>(parse: () => T, which: string, size: number): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new Fault(size - 1, `${which} is malformed: ${error.message}`)
  }
}

function requireRoot({ size, root }: LedgerHead, rebuilt: Uint8Array): void {
  if (!equal(root, rebuilt))
    throw new Fault(
      size - 1,
      `the entries up to it do not have the root of checkpoint ${String(size)}`,
    )
}

async function requireNothingBeyond(
  snapshot: Queryable,
  signed: number,
  total: number,
): Promise<void> {
  if (signed < total) throw new Fault(signed, 'no checkpoint is over the entry')
  const tile = await findTileBeyond(snapshot, total)
  if (tile !== null) {
    throw new Fault(null, `${nameOf(tile)} is stored, and the tree has not grown to it`)
  }
  const act = await findMisplacedAct(snapshot)
  if (act === null) return
  const { eventId, index, places, isAct } = act
  if (!isAct) throw new Fault(index, `there is no act ${eventId}, which it is the place of`)
  const has = places === 0 ? 'neither entered nor waiting' : `in ${String(places)} places`
  throw new Fault(index, `the act ${eventId} is ${has}`)
}

function differingHash(stored: Uint8Array, rebuilt: Uint8Array): number {
  for (let offset = 0; offset < TILE_WIDTH; offset++)
    if (!equal(hashIn(stored, offset), hashIn(rebuilt, offset))) return offset
  return 0
}

function nameOf({ level, index }: { readonly level: number; readonly index: number }): string {
  return `tile ${String(level)}/${String(index)}`
}

function hashIn(tile: Uint8Array, offset: number): Uint8Array {
  return tile.subarray(offset * HASH_LENGTH, (offset + 1) * HASH_LENGTH)
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
