import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hmacSha256 } from './hmac-sha256.ts'
import { nodeCrypto } from './node-crypto.ts'

test('gives the digests of RFC 4231, test cases 1 and 2', () => {
  expect(hex(Buffer.alloc(20, 0x0b), 'Hi There')).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  )
  expect(hex(Buffer.from('Jefe'), 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
})

test('gives what node gives, for keys shorter and longer than a block', () => {
  const bytes = fc.uint8Array({ maxLength: 200 })
  fc.assert(
    fc.property(bytes, bytes, (key, message) => {
      const want = createHmac('sha256', key).update(message).digest('hex')
      expect(Buffer.from(hmacSha256(key, message, nodeCrypto)).toString('hex')).toBe(want)
    }),
  )
})

function hex(key: Uint8Array, message: string): string {
  return Buffer.from(hmacSha256(key, Buffer.from(message), nodeCrypto)).toString('hex')
}
