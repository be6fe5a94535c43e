import { nodeCrypto } from '@assent/receipt/node'
import type { ManifestSigner } from '#lib/domain/record/export-manifest.ts'
import type { LedgerKeys } from './ledger-keys.ts'

/** The receipt key, as it signs what is exported. */
export function manifestSigner({ origin, receipt, certificate }: LedgerKeys): ManifestSigner {
  const { publicKey, sign } = receipt
  return { origin, publicKey, sign, certificate, crypto: nodeCrypto }
}
