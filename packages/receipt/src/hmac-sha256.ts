import { concatBytes } from './bytes.ts'
import type { Hasher } from './crypto.ts'

const BLOCK_LENGTH = 64

/** RFC 2104 with SHA-256: 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array, crypto: Hasher): Uint8Array {
  const inner = crypto.sha256(concatBytes(hmacBlock(key, INNER, crypto), message))
  return hmacOfInner(key, inner, crypto)
}

/** What is hashed before the message, 64 bytes: for a message that is hashed where it lies. */
export function hmacInnerBlock(key: Uint8Array, crypto: Hasher): Uint8Array {
  return hmacBlock(key, INNER, crypto)
}

/** @param inner SHA-256 of the inner block and the message behind it */
export function hmacOfInner(key: Uint8Array, inner: Uint8Array, crypto: Hasher): Uint8Array {
  return crypto.sha256(concatBytes(hmacBlock(key, OUTER, crypto), inner))
}

/** RFC 2104's ipad and opad. */
const [INNER, OUTER] = [0x36, 0x5c]

function hmacBlock(key: Uint8Array, pad: number, crypto: Hasher): Uint8Array {
  const block = new Uint8Array(BLOCK_LENGTH)
  block.set(key.length > BLOCK_LENGTH ? crypto.sha256(key) : key)
  return block.map((byte) => byte ^ pad)
}
