import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase64, decodeBase64url, encodeBase64, encodeBase64url } from './base64.ts'
import { FormatError } from './format-error.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= \n.é'

describe('base64, standard and URL-safe', () => {
  test('writes what RFC 4648 section 10 writes', () => {
    const written = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) =>
      encodeBase64(Buffer.from(text)),
    )
    expect(written).toEqual(['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy'])
    expect(encodeBase64(Uint8Array.of(0xfb, 0xff))).toBe('+/8=')
    expect(encodeBase64url(Uint8Array.of(0xfb, 0xff))).toBe('-_8')
  })

  test('writes what node writes, and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(encodeBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
        expect(decodeBase64url(encodeBase64url(bytes))).toEqual(bytes)
      }),
    )
  })

  test('one value has one spelling: whatever is read is what would be written', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from(LETTERS)), maxLength: 12 })
    fc.assert(
      fc.property(text, (spelling) => {
        expectOneSpelling(spelling, decodeBase64, encodeBase64)
        expectOneSpelling(spelling, decodeBase64url, encodeBase64url)
      }),
      { numRuns: 3000 },
    )
  })

  const refused = {
    'no padding': 'Zg',
    'half its padding': 'Zg=',
    'too much padding': 'Zm9v====',
    'padding in the middle': 'Zg==Zg==',
    'only padding': '====',
    'unused bits that are not zero': 'Zh==',
    'two unused bits that are not zero': 'Zm9=',
    'a space': 'Zm 9v===',
    'a newline at its end': 'Zm9v\n',
    'letters of the other alphabet': '-_8=',
    'a letter beyond ASCII': 'Zm9é',
    'half a character': 'Zm9\ud800',
  }
  for (const [name, text] of Object.entries(refused)) {
    test(`refuses standard base64 with ${name}`, () => {
      expect(() => decodeBase64(text)).toThrow(FormatError)
    })
  }

  test('refuses URL-safe base64 with padding, a single last letter or standard letters', () => {
    for (const text of ['Zg==', 'Zm8=', 'Z', 'Zm9vY', '+/8', 'Zh', 'Zm9', 'ſ']) {
      expect(() => decodeBase64url(text)).toThrow(FormatError)
    }
  })
})

function expectOneSpelling(
  spelling: string,
  decode: (text: string) => Uint8Array,
  encode: (bytes: Uint8Array) => string,
): void {
  let bytes: Uint8Array
  try {
    bytes = decode(spelling)
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError)
    return
  }
  expect(encode(bytes)).toBe(spelling)
}
