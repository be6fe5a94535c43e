import { formatVerifierKey, verifierKey, type VerifierKey } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import {
  isRevoked,
  type RecordedKey,
  type SigningRecord,
} from '#lib/domain/ledger/signing-record.ts'

/** A key of the ledger, as those know it who verify what it signed (C2SP signed-note). */
export function verifierKeyOf(origin: string, key: Pick<RecordedKey, 'publicKey'>): VerifierKey {
  return verifierKey(origin, key.publicKey, 'ed25519', nodeCrypto)
}

/**
 * The ledger's keys that a verifier may trust, the newest first: what a retired one signed stays good, what
 * a revoked one did not.
 */
export function trustedKeys({ origin, keys }: SigningRecord): VerifierKey[] {
  const ofLedger = keys.filter((key) => key.use === 'ledger' && !isRevoked(key))
  return ofLedger.map((key) => verifierKeyOf(origin, key)).reverse()
}

/** C2SP tlog-policy: a line a key, and no quorum, which is for whoever trusts to say. */
export function trustPolicyText(keys: readonly VerifierKey[]): string {
  return keys.map((key) => `log ${formatVerifierKey(key)}\n`).join('')
}
