import { concatBytes } from './bytes.ts'
import type { Hasher } from './crypto.ts'

const BLOCK_LENGTH = 64

/** RFC 2104 with SHA-256: 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array, crypto: Hasher): Uint8Array {
  const block = new Uint8Array(BLOCK_LENGTH)
  block.set(key.length > BLOCK_LENGTH ? crypto.sha256(key) : key)
  const inner = crypto.sha256(
    concatBytes(
      block.map((byte) => byte ^ 0x36),
      message,
    ),
  )
  return crypto.sha256(
    concatBytes(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  )
}
