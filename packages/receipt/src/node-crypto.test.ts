import * as ed from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeCrypto } from './node-crypto.ts'
import { mockKey } from './testdata/mock-key.ts'

ed.hashes.sha512 = sha512

describe('nodeCrypto', () => {
  test('verifies the signature of RFC 8032, section 7.1, test 2', () => {
    const key = Buffer.from(
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      'hex',
    )
    const signature = Buffer.from(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      'hex',
    )
    expect(nodeCrypto.verifyEd25519(key, Uint8Array.of(0x72), signature)).toBe(true)
    expect(nodeCrypto.verifyEd25519(key, Uint8Array.of(0x73), signature)).toBe(false)
  })

  test('takes what another implementation signs, and that takes what is signed here', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(250), (message, seed) => {
        const { publicKey, sign } = mockKey(seed)
        const theirs = ed.sign(message, new Uint8Array(32).fill(seed))
        expect(nodeCrypto.verifyEd25519(publicKey, message, theirs)).toBe(true)
        expect(ed.verify(sign(message), message, publicKey, { zip215: false })).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('answers false, and does not throw, for bytes that are no key or no signature', () => {
    const message = Buffer.from('message')
    const { publicKey, sign } = mockKey(1)
    for (const length of [0, 31, 33, 64]) {
      expect(nodeCrypto.verifyEd25519(new Uint8Array(length), message, sign(message))).toBe(false)
      expect(nodeCrypto.verifyEd25519(publicKey, message, new Uint8Array(length))).toBe(false)
    }
    for (const fill of [0, 1, 2, 0xff]) {
      const noPoint = new Uint8Array(32).fill(fill)
      expect(nodeCrypto.verifyEd25519(noPoint, message, sign(message))).toBe(false)
    }
  })

  test('goes on being right after more keys than it keeps', () => {
    const message = Buffer.from('message')
    for (let i = 0; i < 600; i++) {
      const { publicKey, sign } = mockKey(i % 3)
      const stranger = Buffer.alloc(32)
      stranger.writeUInt32LE(i)
      nodeCrypto.verifyEd25519(stranger, message, new Uint8Array(64))
      if (i % 100 === 0) {
        expect(nodeCrypto.verifyEd25519(publicKey, message, sign(message))).toBe(true)
      }
    }
  })

  test('hashes with SHA-256', () => {
    expect(Buffer.from(nodeCrypto.sha256(Buffer.from('abc'))).toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })
})
