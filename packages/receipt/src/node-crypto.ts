import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import type { Crypto } from './crypto.ts'
import { FormatError } from './format-error.ts'

/** `Crypto` by node:crypto. An entry of its own (`@assent/receipt/node`), so that a browser never loads it. */
export const nodeCrypto: Crypto = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  sha256OfText: (text) => hash('sha256', text, 'buffer'),
  verifyEd25519: (publicKey, message, signature) =>
    publicKey.length === 32 &&
    signature.length === 64 &&
    verify(null, message, keyObjectOf(publicKey), signature),
  inflate: inflateExactly,
}

function inflateExactly(deflated: Uint8Array, size: number): Uint8Array {
  const { buffer, engine } = inflateBounded(deflated, size)
  if (buffer.length < size) throw new FormatError('it unpacks to less than it says')
  if (engine.bytesWritten < deflated.length)
    throw new FormatError('it holds more than it unpacks to')
  return buffer
}

/** With `info`, node:zlib also gives the engine, which knows how many bytes it took in. */
function inflateBounded(deflated: Uint8Array, size: number): Inflated {
  try {
    // A bound of none is refused by node:zlib, so one byte more than wanted is let through and refused here.
    const options = { info: true, maxOutputLength: size + 1 }
    const inflated = inflateRawSync(deflated, options) as unknown as Inflated
    if (inflated.buffer.length <= size) return inflated
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    if (error.code !== 'ERR_BUFFER_TOO_LARGE')
      throw new FormatError('it is not deflated as it says')
  }
  throw new FormatError('it unpacks to more than it says')
}

type Inflated = { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } }

const keyObjects = new Map<string, KeyObject>()

/** Importing a key costs a good part of a verification, and a verifier meets the same few keys again and again. */
const KEY_OBJECTS_MAX = 256

function keyObjectOf(publicKey: Uint8Array): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url')
  const known = keyObjects.get(x)
  if (known !== undefined) return known
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  if (keyObjects.size >= KEY_OBJECTS_MAX) keyObjects.clear()
  keyObjects.set(x, key)
  return key
}
