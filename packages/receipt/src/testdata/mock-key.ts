import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { Sign } from '../crypto.ts'

export type MockKey = { readonly publicKey: Uint8Array; readonly sign: Sign }

/** The Ed25519 key whose seed is 32 times this byte: the same key in every run, and worth nothing. */
export function mockKey(seedByte: number): MockKey {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const der = Buffer.concat([prefix, Buffer.alloc(32, seedByte)])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return {
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}
