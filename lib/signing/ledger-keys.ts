import type { VerifierKey } from '@assent/receipt'
import {
  isInUse,
  keyEnd,
  type KeyUse,
  type RecordedKey,
  type SigningRecord,
} from '#lib/domain/ledger/signing-record.ts'
import { trustedKeys, verifierKeyOf } from '#lib/ledger/verifier-keys.ts'
import { findKey, type SigningKey } from './key-files.ts'

/** The keys of one database's ledger, as this machine holds them, and the name it goes by. */
export type LedgerKeys = {
  /** The ledger's name: host and path of the public URL at first start. */
  readonly origin: string
  readonly ledger: SigningKey
  readonly verifierKey: VerifierKey
  readonly receipt: SigningKey
  /** From when on the receipt key signs no more; null while no end is known. */
  readonly receiptUntil: Date | null
  /** The note in which the ledger's key vouches for the receipt key. */
  readonly certificate: string
  /** Whom a trust policy names: the ledger's keys, the newest first, but for those that were revoked. */
  readonly trusted: readonly VerifierKey[]
  /** Sentences: keys that sign now and are not here. */
  readonly missing: readonly string[]
  /** A key of the record that is here, whatever became of it. */
  readonly find: (id: string) => SigningKey | null
}

/**
 * Of each use the newest key that signs now and is here. A machine that a new key was not copied to goes on
 * with the one before until that ends, and says what it lacks.
 * @throws where it can sign nothing any more, with what to copy
 */
export function ledgerKeysOf(record: SigningRecord, folder: string, now: Date): LedgerKeys {
  const { origin, keys } = record
  const find = keyFinder(folder)
  const inUse = keys.filter((key) => isInUse(key, now))
  const newest = (use: KeyUse) => newestHere(inUse, use, { folder, find })
  const [ledger, receipt] = [newest('ledger'), newest('receipt')]
  if (receipt.recorded.certificate === null)
    throw new Error('table signing_key holds a receipt key without a certificate')
  return {
    origin,
    ledger: ledger.key,
    verifierKey: verifierKeyOf(origin, ledger.recorded),
    receipt: receipt.key,
    receiptUntil: keyEnd(receipt.recorded),
    certificate: receipt.recorded.certificate,
    trusted: trustedKeys(record),
    missing: inUse.filter(({ id }) => find(id) === null).map((key) => sayMissing(key, folder)),
    find,
  }
}

export function sayMissing({ use, id }: Pick<RecordedKey, 'use' | 'id'>, folder: string): string {
  return (
    `The ${use} key ${id} of this database is not in ${folder}. ` +
    `Copy ${id}.pem there from the machine where it was made.`
  )
}

/** Reads a file once: whoever holds a key holds it for as long as they run. */
export function keyFinder(folder: string): LedgerKeys['find'] {
  const held = new Map<string, SigningKey>()
  return (id) => {
    const key = held.get(id) ?? findKey(folder, id)
    if (key !== null) held.set(id, key)
    return key
  }
}

function newestHere(
  inUse: readonly RecordedKey[],
  use: KeyUse,
  { folder, find }: { readonly folder: string; readonly find: LedgerKeys['find'] },
): { readonly recorded: RecordedKey; readonly key: SigningKey } {
  const ofUse = inUse.filter((key) => key.use === use).reverse()
  for (const recorded of ofUse) {
    const key = find(recorded.id)
    if (key !== null) return { recorded, key }
  }
  const [active] = ofUse
  throw new Error(
    active === undefined ? `table signing_key holds no ${use} key` : sayMissing(active, folder),
  )
}
