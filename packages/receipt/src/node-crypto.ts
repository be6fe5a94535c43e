import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto'
import type { Crypto } from './crypto.ts'

/** `Crypto` by node:crypto. An entry of its own (`@assent/receipt/node`), so that a browser never loads it. */
export const nodeCrypto: Crypto = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  sha256OfText: (text) => hash('sha256', text, 'buffer'),
  verifyEd25519: (publicKey, message, signature) =>
    publicKey.length === 32 &&
    signature.length === 64 &&
    verify(null, message, keyObjectOf(publicKey), signature),
}

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
