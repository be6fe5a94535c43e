import { createPublicKey, verify } from 'node:crypto'
import { calculateJwkThumbprint, importJWK } from 'jose'
import { expect, test } from 'vitest'
import { nodeCrypto } from './node-crypto.ts'
import { publicJwk } from './public-jwk.ts'
import { mockKey } from './testdata/mock-key.ts'

const { publicKey, sign } = mockKey(2)
const jwk = publicJwk(
  { publicKey, validFrom: '2026-03-02T09:15:04Z', validUntil: '2026-03-09T00:00:00Z' },
  nodeCrypto,
)

test('a key is a JWK that other libraries take, named by its thumbprint', async () => {
  expect(jwk.kid).toBe(await calculateJwkThumbprint({ ...jwk, key_ops: ['verify'] }))
  await importJWK({ ...jwk, key_ops: ['verify'] })
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
  expect(verify(null, Buffer.from('text'), key, sign(Buffer.from('text')))).toBe(true)
})

test('it says from when it signs and until when, in seconds, and no end while none is known', () => {
  expect([jwk.nbf, jwk.exp]).toEqual([1_772_442_904, 1_773_014_400])
  const open = publicJwk(
    { publicKey, validFrom: '2026-03-02T09:15:04Z', validUntil: null },
    nodeCrypto,
  )
  expect(Object.keys(open)).not.toContain('exp')
})
