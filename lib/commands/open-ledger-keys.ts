import { issueReceiptKeyCertificate, verifierKey, type VerifierKey } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { instant } from '#lib/domain/receipt/statement.ts'
import { findKey, mintKey, type SigningKey } from '#lib/signing/key-files.ts'
import type { LedgerKeys } from '#lib/signing/ledger-keys.ts'
import type { Database } from '#lib/store/database.ts'
import {
  appendSigningRecord,
  loadSigningRecord,
  type SigningRecord,
} from '#lib/store/signing-keys.ts'

/**
 * The keys of this database's ledger; minted at the very first start. Their ids stand in the
 * database, so a replica never mints its own. If we stop after minting and before the record is
 * written, the next start mints others and the first are files that nothing names.
 *
 * @param folder where private keys are kept
 * @throws where the database names a key that the folder does not hold, with what to do
 */
export async function openLedgerKeys(
  database: Database,
  settings: { readonly folder: string; readonly publicUrl: string },
  now: Date,
): Promise<LedgerKeys> {
  const record = await loadSigningRecord(database)
  if (record !== null) return keysOf(record, settings.folder)
  const minted = mintRecord(settings, now)
  if (await appendSigningRecord(database, minted, now)) return keysOf(minted, settings.folder)
  return openLedgerKeys(database, settings, now)
}

function mintRecord(
  { folder, publicUrl }: { readonly folder: string; readonly publicUrl: string },
  now: Date,
): SigningRecord {
  const origin = `${new URL(publicUrl).host}/ledger`
  const ledger = mintKey(folder)
  const receipt = mintKey(folder)
  const certificate = issueReceiptKeyCertificate(
    { publicKey: receipt.publicKey, validFrom: instant(now) },
    ledgerVerifierKey(origin, ledger),
    ledger.sign,
    nodeCrypto,
  )
  return {
    origin,
    keys: [
      { id: ledger.id, use: 'ledger', publicKey: ledger.publicKey, certificate: null },
      { id: receipt.id, use: 'receipt', publicKey: receipt.publicKey, certificate },
    ],
  }
}

function keysOf(record: SigningRecord, folder: string): LedgerKeys {
  const [ledger, receipt] = (['ledger', 'receipt'] as const).map((use) => {
    const stored = record.keys.findLast((key) => key.use === use)
    if (stored === undefined) throw new Error(`table signing_key holds no ${use} key`)
    const key = findKey(folder, stored.id)
    if (key === null)
      throw new Error(
        `The ${use} key ${stored.id} of this database is not in ${folder}. ` +
          'Copy it there from where the portal was first started.',
      )
    return { key, certificate: stored.certificate }
  })
  if (ledger === undefined || receipt?.certificate == null)
    throw new Error('table signing_key holds a receipt key without a certificate')
  return {
    origin: record.origin,
    ledger: ledger.key,
    verifierKey: ledgerVerifierKey(record.origin, ledger.key),
    receipt: receipt.key,
    certificate: receipt.certificate,
  }
}

function ledgerVerifierKey(origin: string, ledger: SigningKey): VerifierKey {
  return verifierKey(origin, ledger.publicKey, 'ed25519', nodeCrypto)
}
