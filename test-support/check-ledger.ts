import { leafHash, nodeHash, openNote, parseCheckpoint, type VerifierKey } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import pg from 'pg'
import { expect } from 'vitest'

/**
 * Verifies the whole ledger from nothing but its entries, as someone who trusts no code of ours would:
 * every act once, indexes without a gap, every tile and root hashed anew, every checkpoint's signature.
 * Run it after each step of a test. Answers the ids of the events in their order.
 */
export async function checkLedger(ownerUrl: string, key: VerifierKey): Promise<string[]> {
  const ledger = await readLedger(ownerUrl)
  const accounted = [...ledger.entries.map((entry) => entry.event_id), ...ledger.pending]
  expect([...accounted].sort(), 'every act is entered or waits, once').toEqual(ledger.events)
  expect(ledger.entries.map((entry) => entry.index)).toEqual([...ledger.entries.keys()])
  const levels = hashLevels(ledger.entries.map((entry) => leafHash(entry.leaf, nodeCrypto)))
  expect(ledger.entries.map((entry) => hex(entry.leaf_hash))).toEqual(levels[0]?.map(hex) ?? [])
  expect(ledger.tiles).toEqual(expectedTiles(levels))
  for (const checkpoint of ledger.checkpoints) checkCheckpoint(checkpoint, levels, key)
  expect(ledger.checkpoints.at(-1)?.size ?? 0, 'the last checkpoint is over all').toBe(
    ledger.entries.length,
  )
  return ledger.entries.map((entry) => entry.event_id)
}

type StoredEntry = { index: number; event_id: string; leaf: Buffer; leaf_hash: Buffer }
type StoredCheckpoint = { size: number; root: Buffer; note: string }
type StoredTile = { level: number; index: number; hashes: string; root: string }

async function readLedger(ownerUrl: string) {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  // One snapshot for all, since a test may verify while sequencers run.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const rows = async <Row extends pg.QueryResultRow>(sql: string) =>
    (await client.query<Row>(sql)).rows
  const ids = (found: { id: string }[]) => found.map(({ id }) => id)
  const ledger = {
    events: ids(await rows('SELECT id FROM event ORDER BY id::text')).sort(),
    pending: ids(await rows('SELECT event_id AS id FROM ledger_pending')),
    entries: await rows<StoredEntry>(
      'SELECT index::float8, event_id, leaf, leaf_hash FROM entry ORDER BY entry.index',
    ),
    tiles: await rows<StoredTile>(
      `SELECT level, index::float8, encode(hashes, 'hex') AS hashes, encode(root, 'hex') AS root
         FROM tile ORDER BY level, tile.index`,
    ),
    checkpoints: await rows<StoredCheckpoint>(
      'SELECT size::float8, root, note FROM checkpoint ORDER BY checkpoint.size',
    ),
  }
  await client.end()
  return ledger
}

/** The hashes of all complete subtrees, level by level: level n has those over 2^n leaves. */
function hashLevels(leaves: Uint8Array[]): Uint8Array[][] {
  const levels = [leaves]
  for (let below = leaves; below.length > 1;) {
    const left = below
    below = Array.from({ length: Math.floor(left.length / 2) }, (_, i) =>
      nodeHash(left[2 * i]!, left[2 * i + 1]!, nodeCrypto),
    )
    levels.push(below)
  }
  return levels
}

function expectedTiles(levels: Uint8Array[][]): StoredTile[] {
  return levels.flatMap((hashes, height) =>
    height % 8 !== 0
      ? []
      : (levels[height + 8] ?? []).map((root, index) => ({
          level: height / 8,
          index,
          hashes: hashes
            .slice(index * 256, (index + 1) * 256)
            .map(hex)
            .join(''),
          root: hex(root),
        })),
  )
}

function checkCheckpoint(stored: StoredCheckpoint, levels: Uint8Array[][], key: VerifierKey) {
  const opened = openNote(stored.note, [key], nodeCrypto)
  expect(opened.ok, `checkpoint ${String(stored.size)} is signed`).toBe(true)
  if (!opened.ok) return
  const said = parseCheckpoint(opened.text)
  expect([said.origin, said.size]).toEqual([key.name, stored.size])
  expect(hex(said.rootHash)).toBe(hex(stored.root))
  expect(hex(stored.root)).toBe(hex(rootOf(levels, stored.size)))
}

/** RFC 6962 section 2.1 over the first `size` leaves, from the complete subtrees on its right edge up. */
function rootOf(levels: Uint8Array[][], size: number): Uint8Array {
  let root: Uint8Array | null = null
  for (let level = 0, rest = size; rest > 0; level++, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 0) continue
    const subtree = levels[level]![rest - 1]!
    root = root === null ? subtree : nodeHash(subtree, root, nodeCrypto)
  }
  return root ?? nodeCrypto.sha256(new Uint8Array())
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
