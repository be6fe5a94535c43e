import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cosignedMessage, encodeCosignature, parseCosignature } from './cosignature.ts'
import { COSIGNATURES } from './testdata/restated-vectors.ts'
import { sharedJson } from './testdata/shared-vectors.ts'

type Vectors = {
  readonly cosignatureTimestamp: { readonly cases: { base64: string; unix?: number }[] }
}

test('tells the time of the golden cosignatures, and none of what is no cosignature', () => {
  const shared = sharedJson('c2sp').flatMap(
    ({ value }) => (value as Vectors).cosignatureTimestamp.cases,
  )
  for (const { base64, unix } of [...COSIGNATURES, ...shared]) {
    // The first four bytes are the key id of the signature line.
    const cosignature = parseCosignature(Buffer.from(base64, 'base64').subarray(4))
    expect(cosignature?.time ?? null).toBe(unix ?? null)
  }
})

test('reads back what it writes', () => {
  const signatures = fc.uint8Array({ minLength: 64, maxLength: 64 })
  fc.assert(
    fc.property(fc.maxSafeNat(), signatures, (time, signature) => {
      expect(parseCosignature(encodeCosignature({ time, signature }))).toEqual({ time, signature })
    }),
  )
})

test('is 72 bytes with a time that a number can hold', () => {
  expect(parseCosignature(new Uint8Array(71))).toBe(null)
  expect(parseCosignature(new Uint8Array(73))).toBe(null)
  expect(parseCosignature(new Uint8Array(72).fill(0xff))).toBe(null)
})

test('signs the message of C2SP tlog-cosignature', () => {
  const checkpoint =
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
  expect(Buffer.from(cosignedMessage(checkpoint, 1679315147)).toString()).toBe(
    `cosignature/v1\ntime 1679315147\n${checkpoint}`,
  )
})
