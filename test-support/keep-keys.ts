import { appendSigningRecord } from '#lib/store/signing-keys.ts'
import type { World } from './world.ts'

type Keeping = Pick<World, 'database' | 'keys'> & { readonly clock: { readonly now: () => Date } }

/** Writes the public halves of a world's keys to its database, as the first start of a portal does. */
export async function keepKeys({ database, keys, clock }: Keeping): Promise<void> {
  const { origin, ledger, receipt, certificate } = keys
  const record = {
    origin,
    keys: [
      { id: ledger.id, use: 'ledger' as const, publicKey: ledger.publicKey, certificate: null },
      { id: receipt.id, use: 'receipt' as const, publicKey: receipt.publicKey, certificate },
    ],
  }
  await appendSigningRecord(database, record, clock.now())
}
