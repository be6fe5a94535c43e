import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { FormatError } from './format-error.ts'

const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='

describe('a checkpoint', () => {
  test('is the three lines of C2SP tlog-checkpoint', () => {
    const text = `example.com/behind-the-sofa\n20852163\n${ROOT}\n`
    const rootHash = Uint8Array.from(Buffer.from(ROOT, 'base64'))
    const checkpoint = { origin: 'example.com/behind-the-sofa', size: 20852163, rootHash }
    expect(parseCheckpoint(text)).toEqual(checkpoint)
    expect(formatCheckpoint(checkpoint)).toBe(text)
  })

  test('reads back', () => {
    const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(fc.maxSafeNat(), hashes, (size, rootHash) => {
        const checkpoint = { origin: 'localhost:3000/ledger', size, rootHash }
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint)
      }),
    )
  })

  const refused: Record<string, string> = {
    'an extension line': `a\n1\n${ROOT}\nmore\n`,
    'two lines': 'a\n1\n',
    'no newline at its end': `a\n1\n${ROOT}`,
    'an empty origin': `\n1\n${ROOT}\n`,
    'a size with a leading zero': `a\n01\n${ROOT}\n`,
    'a negative size': `a\n-1\n${ROOT}\n`,
    'a size in hexadecimal': `a\n0x1\n${ROOT}\n`,
    'a size beyond 2^53': `a\n9007199254740992\n${ROOT}\n`,
    'an empty size': `a\n\n${ROOT}\n`,
    'a root of 31 bytes': `a\n1\n${Buffer.alloc(31).toString('base64')}\n`,
    'a root in URL-safe base64': `a\n1\n${ROOT.replace('/', '_')}\n`,
    'a root with unused bits': `a\n1\n${ROOT.replace('2I=', '2J=')}\n`,
  }
  for (const [name, text] of Object.entries(refused)) {
    test(`is not a text with ${name}`, () => {
      expect(() => parseCheckpoint(text)).toThrow(FormatError)
    })
  }

  test('is not written with what could not be read', () => {
    const rootHash = new Uint8Array(32)
    expect(() => formatCheckpoint({ origin: 'a\nb', size: 1, rootHash })).toThrow(FormatError)
    expect(() => formatCheckpoint({ origin: 'a', size: 1.5, rootHash })).toThrow(FormatError)
    expect(() =>
      formatCheckpoint({ origin: 'a', size: 1, rootHash: rootHash.subarray(1) }),
    ).toThrow(FormatError)
  })
})
