import {
  encodeEntryBundle,
  FormatError,
  formatVerifierKey,
  HASH_LENGTH,
  parseTilePath,
  verifierKey,
  type BundleCoordinate,
  type TileCoordinate,
  type TileResource,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { findLedgerHead, loadEntries, loadTile } from '#lib/store/ledger.ts'
import { loadSigningRecord } from '#lib/store/signing-keys.ts'
import type { QueryContext } from './context.ts'

/** What anyone may read, signed in or not: a ledger holds nothing about anybody. */
type LedgerContext = Pick<QueryContext, 'database'>

/** The latest checkpoint, a C2SP signed note; null while nothing was ever sequenced. */
export async function findCheckpoint({ database }: LedgerContext): Promise<string | null> {
  return (await findLedgerHead(database.pool))?.note ?? null
}

/** The key that verifies checkpoints, as C2SP's vkey; null in a database that never signed. */
export async function findVerifierKey({ database }: LedgerContext): Promise<string | null> {
  const record = await loadSigningRecord(database)
  const key = record?.keys.findLast(({ use }) => use === 'ledger')
  if (record === null || key === undefined) return null
  return formatVerifierKey(verifierKey(record.origin, key.publicKey, 'ed25519', nodeCrypto))
}

/**
 * The bytes at a path of C2SP tlog-tiles, from `tile/` on. Null for what is no such path, and for
 * what the tree has not grown to. A tile is served at every width it ever had, and never changes.
 */
export async function findTile(path: string, context: LedgerContext): Promise<Uint8Array | null> {
  const resource = readPath(path)
  if (resource === null) return null
  return resource.kind === 'entries' ? findBundle(resource, context) : findHashes(resource, context)
}

function readPath(path: string): TileResource | null {
  try {
    return parseTilePath(path)
  } catch (error) {
    if (error instanceof FormatError) return null
    throw error
  }
}

async function findBundle(
  coordinate: BundleCoordinate,
  { database }: LedgerContext,
): Promise<Uint8Array | null> {
  const entries = await loadEntries(database.pool, coordinate)
  return entries.length === coordinate.width ? encodeEntryBundle(entries) : null
}

async function findHashes(
  coordinate: TileCoordinate,
  { database }: LedgerContext,
): Promise<Uint8Array | null> {
  const hashes = await loadTile(database.pool, coordinate)
  return hashes.length === coordinate.width * HASH_LENGTH ? hashes : null
}
