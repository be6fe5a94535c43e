import type { Act } from '#lib/domain/ledger/act.ts'
import { isInUse, type RecordedKey, type SigningRecord } from '#lib/domain/ledger/signing-record.ts'
import { certifyKey } from '#lib/signing/certify-key.ts'
import { keyAct } from '#lib/signing/key-act.ts'
import { mintKey, type SigningKey } from '#lib/signing/key-files.ts'
import { ledgerKeysOf, sayMissing, type LedgerKeys } from '#lib/signing/ledger-keys.ts'
import { statementSigner, type KeySettings } from '#lib/signing/statement-signer.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Database } from '#lib/store/database.ts'
import { loadSigningRecord, ORIGIN_SETTING } from '#lib/store/signing-keys.ts'

/**
 * The keys of this database's ledger; minted at the very first start. Their ids stand in the
 * database, so a replica never mints its own. If we stop after minting and before the record is
 * written, the next start mints others and the first are files that nothing names. Of several programs
 * that start at once one writes the record, and all read it.
 *
 * That the first keys began is recorded too: with them, or here for a database that is older than that.
 *
 * @throws where the database names a key that signs now and the folder does not hold it, with what to do
 */
export async function openLedgerKeys(
  database: Database,
  settings: KeySettings,
  now: Date,
): Promise<LedgerKeys> {
  const record = await loadSigningRecord(database)
  if (record === null) {
    await appendActs(database, firstActs(settings, now))
    return openLedgerKeys(database, settings, now)
  }
  const keys = ledgerKeysOf(record, settings.folder, now)
  requireNewest(record, keys, settings.folder, now)
  const unrecorded = record.keys.filter(({ events }) => events[0]?.kind !== 'added')
  // Where another program records them at this moment, its acts stand and ours are refused whole.
  if (unrecorded.length > 0)
    await appendActs(
      database,
      unrecorded.map((key) => beginning(key, keys.receipt, settings, now)),
    )
  return keys
}

/** A program that is only starting has promised nothing yet, and waits for the files of the newest keys. */
function requireNewest(
  record: SigningRecord,
  { ledger, receipt }: LedgerKeys,
  folder: string,
  now: Date,
): void {
  for (const [use, { id }] of [['ledger', ledger] as const, ['receipt', receipt] as const]) {
    const newest = record.keys.findLast((key) => key.use === use && isInUse(key, now))
    if (newest !== undefined && newest.id !== id) throw new Error(sayMissing(newest, folder))
  }
}

function firstActs(settings: KeySettings, now: Date): Act[] {
  const origin = `${new URL(settings.publicUrl).host}/ledger`
  const [ledger, receipt] = [mintKey(settings.folder), mintKey(settings.folder)]
  const rows = [
    firstKey('ledger', ledger, now),
    firstKey('receipt', receipt, now, (key) => certifyKey(key, origin, [ledger])),
  ]
  const acts = rows.map((key) => {
    const { id, use, seq, publicKey, certificate, createdAt } = key
    const act = beginning(key, receipt, settings, now)
    const signing_key = [{ id, use, seq, publicKey, certificate, createdAt }]
    return { ...act, rows: { ...act.rows, signing_key } }
  })
  const [first, ...others] = acts
  if (first === undefined) return []
  const setting = [{ key: ORIGIN_SETTING, value: origin }]
  return [{ ...first, rows: { ...first.rows, setting } }, ...others]
}

function firstKey(
  use: RecordedKey['use'],
  { id, publicKey }: SigningKey,
  createdAt: Date,
  certify: (key: RecordedKey) => string | null = () => null,
): RecordedKey {
  const key = { id, use, seq: 1, publicKey, createdAt, certificate: null, events: [] }
  return { ...key, certificate: certify(key) }
}

function beginning(
  key: RecordedKey,
  receipt: SigningKey,
  { newId, randomBytes, publicUrl }: KeySettings,
  at: Date,
): Act {
  const signer = statementSigner(receipt, randomBytes)
  const event = { kind: 'added' as const, seq: 1, until: null }
  return keyAct({ key, event, reason: FIRST, at }, { newId, signer, publicUrl })
}

const FIRST = 'It is the first key of its use.'
