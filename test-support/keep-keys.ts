import type { LedgerKeys } from '#lib/signing/ledger-keys.ts'
import { appendActs } from '#lib/store/acts.ts'
import { ORIGIN_SETTING } from '#lib/store/signing-keys.ts'
import type { Database } from '#lib/store/database.ts'

/** Writes the public halves of keys to a database, as it is where the acts that say so are not recorded yet. */
export async function keepKeys({
  database,
  keys: { origin, ledger, receipt, certificate },
  clock,
}: {
  readonly database: Database
  readonly keys: LedgerKeys
  readonly clock: { now(): Date }
}): Promise<void> {
  const keys = [
    { ...publicHalf(ledger), use: 'ledger' as const, certificate: null },
    { ...publicHalf(receipt), use: 'receipt' as const, certificate },
  ]
  const rows = {
    setting: [{ key: ORIGIN_SETTING, value: origin }],
    signing_key: keys.map((key) => ({ ...key, seq: 1, createdAt: clock.now() })),
  }
  await appendActs(database, [{ eventId: '', rows }])
}

function publicHalf({ id, publicKey }: LedgerKeys['receipt']) {
  return { id, publicKey }
}
