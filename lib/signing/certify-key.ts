import { formatNote } from '@assent/receipt'
import type { RecordedKey } from '#lib/domain/ledger/signing-record.ts'
import { certificateText } from '#lib/ledger/certificate-text.ts'
import { verifierKeyOf } from '#lib/ledger/verifier-keys.ts'
import type { SigningKey } from './key-files.ts'

/** A text signed by several keys of one ledger, as it signs while it changes them (C2SP signed-note). */
export function signByAll(text: string, origin: string, signers: readonly SigningKey[]): string {
  const message = new TextEncoder().encode(text)
  const signatures = signers.map((signer) => {
    const { name, keyId } = verifierKeyOf(origin, signer)
    return { name, keyId, signature: signer.sign(message) }
  })
  return formatNote({ text, signatures })
}

/** The note in which the ledger's keys vouch for a receipt key. */
export function certifyKey(
  key: Pick<RecordedKey, 'publicKey' | 'createdAt' | 'events'>,
  origin: string,
  signers: readonly SigningKey[],
): string {
  return signByAll(certificateText(key), origin, signers)
}
