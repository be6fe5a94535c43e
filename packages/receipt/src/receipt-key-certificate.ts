import { decodeBase64, encodeBase64, encodeBase64url } from './base64.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Hasher, Sign } from './crypto.ts'
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
}

/** The signed certificate, as a receipt's `issuer` holds it. */
export function issueReceiptKeyCertificate(
  certificate: Omit<ReceiptKeyCertificate, 'kid'>,
  ledgerKey: VerifierKey,
  signWithLedgerKey: Sign,
  crypto: Hasher,
): string {
  const text = formatReceiptKeyCertificate(certificate, crypto)
  return signNote(text, ledgerKey, signWithLedgerKey)
}

export function formatReceiptKeyCertificate(
  { publicKey, validFrom }: Omit<ReceiptKeyCertificate, 'kid'>,
  crypto: Hasher,
): string {
  const kid = keyThumbprint(publicKey, crypto)
  const text = `${[HEADER, kid, encodeBase64(publicKey), validFrom].join('\n')}\n`
  parseReceiptKeyCertificate(text, crypto)
  return text
}

/** Exactly four lines; the kid must be the thumbprint of the key beside it. */
export function parseReceiptKeyCertificate(text: string, crypto: Hasher): ReceiptKeyCertificate {
  const lines = text.split('\n')
  const [header, kid = '', key = '', validFrom = '', rest] = lines
  if (lines.length !== 5 || rest !== '' || header !== HEADER) {
    throw new FormatError(`a certificate is four lines, the first ${HEADER}`)
  }
  const publicKey = decodeBase64(key)
  if (publicKey.length !== 32) throw new FormatError('an Ed25519 public key has 32 bytes')
  if (kid !== keyThumbprint(publicKey, crypto)) {
    throw new FormatError('the certificate names another key than it holds')
  }
  parseInstant(validFrom)
  if (validFrom.includes('.')) throw new FormatError('the certificate is valid from a whole second')
  return { kid, publicKey, validFrom }
}

/** RFC 7638 with the members of RFC 8037 section 2: base64url of 32 bytes. */
export function keyThumbprint(publicKey: Uint8Array, crypto: Hasher): string {
  const jwk = { crv: 'Ed25519', kty: 'OKP', x: encodeBase64url(publicKey) }
  return encodeBase64url(crypto.sha256(encodeUtf8(canonicalJson(jwk))))
}

const HEADER = 'assent-receipt-key/v1'
