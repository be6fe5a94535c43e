import { encodeBase64url } from './base64.ts'
import type { Hasher } from './crypto.ts'
import { parseInstant } from './instant.ts'
import { keyThumbprint, type ReceiptKeyCertificate } from './receipt-key-certificate.ts'

/**
 * A public key as JOSE libraries take it (RFC 7517, RFC 8037). Between `nbf` and `exp`, in seconds since
 * 1970, it signs; both are members of our own that keys of a JWK Set may have, with the meaning they have in
 * OpenID Federation 1.0, section 8.7.
 */
export type PublicJwk = {
  readonly alg: 'EdDSA'
  readonly crv: 'Ed25519'
  readonly exp?: number
  readonly key_ops: readonly ['verify']
  /** RFC 7638 thumbprint. */
  readonly kid: string
  readonly kty: 'OKP'
  readonly nbf: number
  readonly use: 'sig'
  readonly x: string
}

export function publicJwk(
  { publicKey, validFrom, validUntil }: Omit<ReceiptKeyCertificate, 'kid' | 'revokedAt'>,
  crypto: Hasher,
): PublicJwk {
  return {
    alg: 'EdDSA',
    crv: 'Ed25519',
    ...(validUntil === null ? {} : { exp: parseInstant(validUntil) / 1000 }),
    key_ops: ['verify'],
    kid: keyThumbprint(publicKey, crypto),
    kty: 'OKP',
    nbf: parseInstant(validFrom) / 1000,
    use: 'sig',
    x: encodeBase64url(publicKey),
  }
}
