import { encodeBase64url } from './base64.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Hasher } from './crypto.ts'
import { FormatError } from './format-error.ts'
import { hmacOfInner, hmacSha256 } from './hmac-sha256.ts'
import { encodeUtf8 } from './utf8.ts'

/** A statement's secret: without it nobody can tell which entry is the statement's. */
export const SALT_LENGTH = 32

/**
 * The bytes of the ledger entry of a statement: a salted commitment to its JWS and nothing else, so the
 * ledger holds nothing about anyone once the salt is gone. `{"commit":"<base64url>","v":1}`.
 */
export function leafBytes(jwt: string, salt: Uint8Array, crypto: Hasher): Uint8Array {
  return leafOf(commitment(jwt, salt, crypto))
}

/**
 * The same of a statement that is hashed where it lies.
 * @param inner SHA-256 of the salt's inner block (hmacInnerBlock) and the JWS behind it
 */
export function leafBytesOfInner(inner: Uint8Array, salt: Uint8Array, crypto: Hasher): Uint8Array {
  return leafOf(hmacOfInner(salt, inner, crypto))
}

function leafOf(commit: Uint8Array): Uint8Array {
  return encodeUtf8(canonicalJson({ commit: encodeBase64url(commit), v: 1 }))
}

/** HMAC-SHA256 of the JWS's ASCII bytes under the salt: 32 bytes. */
export function commitment(jwt: string, salt: Uint8Array, crypto: Hasher): Uint8Array {
  if (salt.length !== SALT_LENGTH) throw new FormatError('a salt has 32 bytes')
  return hmacSha256(salt, encodeUtf8(jwt), crypto)
}
