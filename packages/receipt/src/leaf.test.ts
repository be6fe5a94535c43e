import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import { hmacInnerBlock } from './hmac-sha256.ts'
import { commitment, leafBytes, leafBytesOfInner } from './leaf.ts'
import { nodeCrypto } from './node-crypto.ts'

const SALT = Uint8Array.from({ length: 32 }, (_, i) => i)
const JWT = 'eyJhbGciOiJFZERTQSJ9.e30.c2ln'

test('an entry is canonical JSON of the salted commitment and its version, and nothing else', () => {
  const commit = createHmac('sha256', SALT).update(JWT).digest('base64url')
  const entry = Buffer.from(leafBytes(JWT, SALT, nodeCrypto)).toString()
  expect(entry).toBe(`{"commit":"${commit}","v":1}`)
  expect(entry).toMatchInlineSnapshot(
    `"{"commit":"1IWwM4m6oBTaS1sd8zwAjNt6chdcB2Fu2aF5O4H5vt0","v":1}"`,
  )
})

test('the commitment is HMAC-SHA256 of the JWS under the salt', () => {
  const salts = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const jwts = fc.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  fc.assert(
    fc.property(salts, jwts, (salt, jwt) => {
      const want = createHmac('sha256', salt).update(jwt).digest('hex')
      expect(Buffer.from(commitment(jwt, salt, nodeCrypto)).toString('hex')).toBe(want)
    }),
  )
})

test('a statement that is hashed where it lies gives the same entry', () => {
  const block = hmacInnerBlock(SALT, nodeCrypto)
  const inner = createHash('sha256').update(block).update(JWT).digest()
  expect(leafBytesOfInner(inner, SALT, nodeCrypto)).toEqual(leafBytes(JWT, SALT, nodeCrypto))
})

test('a salt has 32 bytes', () => {
  expect(() => leafBytes(JWT, new Uint8Array(31), nodeCrypto)).toThrow(FormatError)
  expect(() => leafBytes(JWT, new Uint8Array(33), nodeCrypto)).toThrow(FormatError)
})
