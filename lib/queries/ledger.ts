import {
  FormatError,
  formatVerifierKey,
  parseTilePath,
  type TileResource,
  type VerifierKey,
} from '@assent/receipt'
import type { OperatorPrincipal } from '#lib/domain/account/principal.ts'
import { findPublished } from '#lib/ledger/find-published.ts'
import { loadResource } from '#lib/ledger/load-resource.ts'
import { trustedKeys } from '#lib/ledger/verifier-keys.ts'
import { findServedHead, loadLastCosignatures } from '#lib/store/cosignatures.ts'
import { findLedgerHead, type LedgerHead } from '#lib/store/ledger.ts'
import { loadSigningRecord } from '#lib/store/signing-keys.ts'
import type { QueryContext } from './context.ts'

/** What anyone may read, signed in or not: a ledger holds nothing about anybody. */
type LedgerContext = Pick<QueryContext, 'database'>

/** The latest checkpoint, a C2SP signed note, cosigned or not yet; null while nothing was ever sequenced. */
export async function findCheckpoint({ database }: LedgerContext): Promise<string | null> {
  return (await findServedHead(database.pool))?.note ?? null
}

/** The latest as the ledger signed it: what witnesses are shown. */
export async function findHead({ database }: LedgerContext): Promise<LedgerHead | null> {
  return findLedgerHead(database.pool)
}

/** How far a witness follows; `size` and `at` are null for one that never cosigned. */
export type WitnessView = {
  readonly name: string
  readonly size: number | null
  readonly at: Date | null
}

/** What each witness cosigned last. */
export async function listWitnesses(
  _principal: OperatorPrincipal,
  { database, witnesses }: LedgerContext & { readonly witnesses: readonly WitnessName[] },
): Promise<WitnessView[]> {
  const names = witnesses.map(({ key }) => `${key.name}+${key.keyId}`)
  const last = await loadLastCosignatures(database, names)
  return witnesses.map(({ key }, i) => {
    const cosigned = last.find(({ witness }) => witness === names[i])
    return { name: key.name, size: cosigned?.size ?? null, at: cosigned?.at ?? null }
  })
}

type WitnessName = { readonly key: Pick<VerifierKey, 'name' | 'keyId'> }

/** The keys that verify checkpoints, as C2SP's vkeys, the newest first; none in a database that never signed. */
export async function listVerifierKeys({ database }: LedgerContext): Promise<string[]> {
  const record = await loadSigningRecord(database)
  return record === null ? [] : trustedKeys(record).map(formatVerifierKey)
}

/**
 * The bytes at a path of C2SP tlog-tiles, from `tile/` on. Null for what is no such path, and for
 * what the tree has not grown to. A tile is served at every width it ever had, and never changes: a full
 * one out of the ledger's folder where it stands there, anything else out of the database.
 */
export async function findTile(
  path: string,
  { database, ledgerDir }: LedgerContext & { readonly ledgerDir: string },
): Promise<Uint8Array | null> {
  const resource = readPath(path)
  if (resource === null) return null
  const published = await findPublished(database, ledgerDir, resource)
  return published ?? loadResource(database.pool, resource)
}

function readPath(path: string): TileResource | null {
  try {
    return parseTilePath(path)
  } catch (error) {
    if (error instanceof FormatError) return null
    throw error
  }
}
