import { describe, expect, test } from 'vitest'
import type { Crypto } from './crypto.ts'
import { nodeCrypto } from './node-crypto.ts'
import { serialiseReceiptFile } from './receipt-file.ts'
import { rememberVerified } from './remember-verified.ts'
import { mockKey } from './testdata/mock-key.ts'
import { mockPolicy, mockReceipt } from './testdata/mock-receipt.ts'
import { verifyReceipt } from './verify-receipt.ts'

describe('cryptography that remembers', () => {
  const { publicKey, sign } = mockKey(3)
  const message = Buffer.from('message')
  const signature = sign(message)

  test('verifies a right signature once and a wrong one each time', () => {
    const { crypto, calls } = counted()
    const remembering = rememberVerified(crypto)
    for (let i = 0; i < 3; i++) {
      expect(remembering.verifyEd25519(publicKey, message, signature)).toBe(true)
    }
    expect(calls()).toBe(1)
    const wrong = sign(Buffer.from('other'))
    for (let i = 0; i < 3; i++) {
      expect(remembering.verifyEd25519(publicKey, message, wrong)).toBe(false)
    }
    expect(calls()).toBe(4)
  })

  test('takes nothing for remembered in which a single byte differs', () => {
    const remembering = rememberVerified(nodeCrypto)
    expect(remembering.verifyEd25519(publicKey, message, signature)).toBe(true)
    for (const [key, text, sig] of [
      [flip(publicKey), message, signature],
      [publicKey, flip(message), signature],
      [publicKey, message, flip(signature)],
      [publicKey.subarray(1), message, signature],
      [publicKey, Buffer.concat([signature.subarray(63), message]), signature.subarray(0, 63)],
    ] as const) {
      expect(remembering.verifyEd25519(key, text, sig)).toBe(false)
    }
  })

  test('forgets when it is full, and still answers right', () => {
    const { crypto, calls } = counted()
    const remembering = rememberVerified(crypto, 2)
    const messages = ['a', 'b', 'c', 'a'].map((text) => Buffer.from(text))
    for (const each of messages) {
      expect(remembering.verifyEd25519(publicKey, each, sign(each))).toBe(true)
    }
    expect(calls()).toBe(4)
  })

  test('verifies the certificate of many receipts of one ledger once', () => {
    const { crypto, calls } = counted()
    const remembering = rememberVerified(crypto)
    for (const validFrom of ['2026-03-02T09:15:04Z', '2026-03-03T09:15:04Z']) {
      const bytes = serialiseReceiptFile(mockReceipt({ credential: { validFrom } }))
      expect(verifyReceipt(bytes, mockPolicy(), remembering).ok).toBe(true)
    }
    expect(calls()).toBe(3 + 2)
  })
})

function counted(): { crypto: Crypto; calls: () => number } {
  let count = 0
  const verifyEd25519: Crypto['verifyEd25519'] = (...args) => {
    count++
    return nodeCrypto.verifyEd25519(...args)
  }
  return { crypto: { ...nodeCrypto, verifyEd25519 }, calls: () => count }
}

function flip(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes, (byte, i) => (i === 0 ? byte ^ 1 : byte))
}
