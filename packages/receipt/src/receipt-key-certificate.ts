import { decodeBase64, encodeBase64, encodeBase64url } from './base64.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Hasher, Sign } from './crypto.ts'
import { parseDecimal } from './decimal.ts'
import { FormatError } from './format-error.ts'
import { parseInstant } from './instant.ts'
import { signNote } from './signed-note.ts'
import { encodeUtf8 } from './utf8.ts'
import type { VerifierKey } from './verifier-key.ts'

/** What a ledger vouches for: that this key signs its statements. The text of a note signed by the ledger's key. */
export type ReceiptKeyCertificate = {
  /** RFC 7638 thumbprint of the key, base64url. */
  readonly kid: string
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array
  /** `2026-03-02T09:15:04Z`. The key signs no statement of an earlier act. */
  readonly validFrom: string
  /** The key signs no statement of an act of this second or later. Null while no end is known. */
  readonly validUntil: string | null
  /**
   * Of a revoked key the ledger's own entry that says so: what the key signed counts only at a lower
   * index, where no date of a thief's can put it. Null for a key that was not revoked.
   */
  readonly revokedAt: number | null
}

/** What has to be said of a key; an end and a revocation where there are any. */
export type CertifiedKey = Pick<ReceiptKeyCertificate, 'publicKey' | 'validFrom'> &
  Partial<Pick<ReceiptKeyCertificate, 'validUntil' | 'revokedAt'>>

/** The signed certificate, as a receipt's `issuer` holds it. */
export function issueReceiptKeyCertificate(
  certificate: CertifiedKey,
  ledgerKey: VerifierKey,
  signWithLedgerKey: Sign,
  crypto: Hasher,
): string {
  const text = formatReceiptKeyCertificate(certificate, crypto)
  return signNote(text, ledgerKey, signWithLedgerKey)
}

/** Of version 1 while no end is known, so that it stays what it was when the key was new. */
export function formatReceiptKeyCertificate(
  { publicKey, validFrom, validUntil = null, revokedAt = null }: CertifiedKey,
  crypto: Hasher,
): string {
  const end = [validUntil, revokedAt].filter((line) => line !== null)
  const header = end.length === 0 ? HEADER : HEADER_WITH_END
  const kid = keyThumbprint(publicKey, crypto)
  const text = `${[header, kid, encodeBase64(publicKey), validFrom, ...end].join('\n')}\n`
  parseReceiptKeyCertificate(text, crypto)
  return text
}

/**
 * Four lines; of version 2 five, the fifth its end, or six, the sixth where the ledger says that it was
 * revoked. The kid must be the thumbprint of the key beside it.
 */
export function parseReceiptKeyCertificate(text: string, crypto: Hasher): ReceiptKeyCertificate {
  const lines = text.split('\n')
  const [header, kid = '', key = '', validFrom = '', ...end] = lines
  const isWhole = end.pop() === '' && header === (end.length === 0 ? HEADER : HEADER_WITH_END)
  if (!isWhole || end.length > 2) {
    throw new FormatError(
      `a certificate is four lines, the first ${HEADER}, or with an end five or six, the first ${HEADER_WITH_END}`,
    )
  }
  const publicKey = decodeBase64(key)
  if (publicKey.length !== 32) throw new FormatError('an Ed25519 public key has 32 bytes')
  if (kid !== keyThumbprint(publicKey, crypto)) {
    throw new FormatError('the certificate names another key than it holds')
  }
  requireWholeSecond(validFrom, 'from')
  return { kid, publicKey, validFrom, ...parseEnd(end, validFrom) }
}

function parseEnd(
  end: readonly string[],
  validFrom: string,
): Pick<ReceiptKeyCertificate, 'validUntil' | 'revokedAt'> {
  const [validUntil = null, revokedAt = null]: readonly (string | null)[] = end
  if (validUntil !== null) {
    requireWholeSecond(validUntil, 'until')
    if (parseInstant(validUntil) < parseInstant(validFrom)) {
      throw new FormatError('the certificate ends before it begins')
    }
  }
  return { validUntil, revokedAt: revokedAt === null ? null : parseDecimal(revokedAt) }
}

function requireWholeSecond(instant: string, side: 'from' | 'until'): void {
  parseInstant(instant)
  if (instant.includes('.'))
    throw new FormatError(`the certificate is valid ${side} a whole second`)
}

/** RFC 7638 with the members of RFC 8037 section 2: base64url of 32 bytes. */
export function keyThumbprint(publicKey: Uint8Array, crypto: Hasher): string {
  const jwk = { crv: 'Ed25519', kty: 'OKP', x: encodeBase64url(publicKey) }
  return encodeBase64url(crypto.sha256(encodeUtf8(canonicalJson(jwk))))
}

const HEADER = 'assent-receipt-key/v1'
const HEADER_WITH_END = 'assent-receipt-key/v2'
