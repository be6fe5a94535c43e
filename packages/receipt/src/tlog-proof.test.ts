import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import { TLOG_PROOFS } from './testdata/restated-vectors.ts'
import { sharedJson } from './testdata/shared-vectors.ts'
import { formatTlogProof, parseTlogProof } from './tlog-proof.ts'

type Written = {
  index: number
  hashes: string[]
  checkpoint: string
  extra?: string
  want: string
}
type Vectors = {
  readonly tlogProofMarshal: { readonly cases: Written[] }
  readonly tlogProofReject: { readonly cases: { name: string; text: string }[] }
}

const SHARED = sharedJson('c2sp').map(({ value }) => value as Vectors)
const HASH = Buffer.alloc(32, 1).toString('base64')

describe('a proof', () => {
  test('is written and read as the golden vectors have it', () => {
    const cases = [
      ...TLOG_PROOFS.written,
      ...SHARED.flatMap(({ tlogProofMarshal }) => tlogProofMarshal.cases),
    ]
    for (const { index, hashes, checkpoint, extra, want } of cases) {
      const proof = {
        index,
        hashes: hashes.map(bytes),
        checkpoint,
        ...(extra === undefined ? {} : { extra: bytes(extra) }),
      }
      expect(formatTlogProof(proof)).toBe(want)
      expect(parseTlogProof(want)).toEqual(proof)
    }
  })

  const golden = [
    ...TLOG_PROOFS.refused,
    ...SHARED.flatMap(({ tlogProofReject }) => tlogProofReject.cases),
  ]
  const refused = [
    ...golden,
    { name: 'no empty line', text: 'c2sp.org/tlog-proof@v1\nindex 0\ncheckpoint\n' },
    { name: 'an index with a leading zero', text: 'c2sp.org/tlog-proof@v1\nindex 05\n\nc\n' },
    { name: 'an index and more', text: 'c2sp.org/tlog-proof@v1\nindex 5 \n\nc\n' },
    {
      name: 'extra data twice',
      text: 'c2sp.org/tlog-proof@v1\nextra AA==\nextra AA==\nindex 0\n\nc\n',
    },
    {
      name: 'extra data below the index',
      text: 'c2sp.org/tlog-proof@v1\nindex 0\nextra AA==\n\nc\n',
    },
    { name: 'a carriage return', text: 'c2sp.org/tlog-proof@v1\r\nindex 0\n\nc\n' },
    { name: 'a space behind a hash', text: `c2sp.org/tlog-proof@v1\nindex 0\n${HASH} \n\nc\n` },
    {
      name: 'a hash of 31 bytes',
      text: `c2sp.org/tlog-proof@v1\nindex 0\n${Buffer.alloc(31).toString('base64')}\n\nc\n`,
    },
    { name: '64 hashes', text: `c2sp.org/tlog-proof@v1\nindex 0\n${`${HASH}\n`.repeat(64)}\nc\n` },
    { name: 'nothing', text: '' },
  ]
  for (const [i, { name, text }] of refused.entries()) {
    test(`is not a text with ${name} (${String(i)})`, () => {
      expect(() => parseTlogProof(text)).toThrow(FormatError)
    })
  }

  test('reads back, its checkpoint word for word', () => {
    const hashes = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 })
    fc.assert(
      fc.property(fc.maxSafeNat(), hashes, fc.string(), (index, list, checkpoint) => {
        const proof = { index, hashes: list, checkpoint }
        expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof)
      }),
    )
  })

  test('is not written with what could not be read', () => {
    const proof = { index: 0, hashes: [], checkpoint: 'c\n' }
    expect(() => formatTlogProof({ ...proof, index: -1 })).toThrow(FormatError)
    expect(() => formatTlogProof({ ...proof, hashes: [new Uint8Array(31)] })).toThrow(FormatError)
  })
})

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(Buffer.from(base64, 'base64'))
}
