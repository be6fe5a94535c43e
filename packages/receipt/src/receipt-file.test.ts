import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { FormatError } from './format-error.ts'
import {
  parseReceiptFile,
  RECEIPT_BYTES_MAX,
  serialiseReceiptFile,
  type ReceiptFile,
} from './receipt-file.ts'

const RECEIPT: ReceiptFile = {
  issuer: 'certificate\n\n— a AAAAAAA=\n',
  jwt: 'a.b.c',
  proof: 'proof “text”\n',
  salt: Uint8Array.from({ length: 32 }, (_, i) => i),
  texts: [{ id: 'urn:a', mediaType: 'text/markdown', text: 'Words\n– and more\u2028' }],
}
const BYTES = serialiseReceiptFile(RECEIPT)
const TEXT = Buffer.from(BYTES).toString()

describe('a receipt file', () => {
  test('has its members in canonical order and no newline at its end', () => {
    expect(TEXT).toBe(
      '{"format":"assent-receipt/v1","issuer":"certificate\\n\\n— a AAAAAAA=\\n","jwt":"a.b.c",' +
        '"proof":"proof “text”\\n","salt":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",' +
        '"texts":[{"id":"urn:a","mediaType":"text/markdown","text":"Words\\n– and more\u2028"}]}',
    )
  })

  test('reads back, whatever its texts are', () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('a Z9"\\/\n\0\u001f\u007fé–\u2028\ufeff😀')),
    })
    const texts = fc.array(fc.record({ id: text, mediaType: text, text }), { maxLength: 4 })
    const receipts = fc.record({
      issuer: text,
      jwt: text,
      proof: fc.option(text),
      salt: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      texts,
    })
    fc.assert(
      fc.property(receipts, (receipt) => {
        const bytes = serialiseReceiptFile(receipt)
        expect(parseReceiptFile(bytes)).toEqual({ ok: true, value: receipt })
      }),
    )
  })

  test('holds no more of a text than its three members', () => {
    const texts = RECEIPT.texts.map((each) => ({ ...each, digest: 'x' }))
    expect(serialiseReceiptFile({ ...RECEIPT, texts })).toEqual(BYTES)
  })

  test('is not written with a salt of another length or half a character', () => {
    const salt = new Uint8Array(16)
    expect(() => serialiseReceiptFile({ ...RECEIPT, salt })).toThrow(FormatError)
    expect(() => serialiseReceiptFile({ ...RECEIPT, jwt: '\ud800' })).toThrow(FormatError)
  })
})

describe('bytes that are no receipt are refused with what is wrong first', () => {
  test('empty', () => {
    expect(codeOf('')).toBe('file_empty')
  })

  test('larger than any receipt, without a look at what it holds', () => {
    expect(codeOf(new Uint8Array(RECEIPT_BYTES_MAX + 1))).toBe('file_too_large')
    expect(codeOf(new Uint8Array(RECEIPT_BYTES_MAX))).toBe('file_not_json')
  })

  test('cut anywhere, even through a character', () => {
    const codes = [...BYTES.keys()].slice(1).map((length) => codeOf(BYTES.subarray(0, length)))
    expect(new Set(codes)).toEqual(new Set(['file_truncated']))
  })

  const refused: Record<string, [string | Uint8Array, string]> = {
    'a text that is no JSON': ['# Terms of service', 'file_not_json'],
    'bytes that are no text': [Uint8Array.of(0xff, 0xfe, 0x00), 'file_not_json'],
    'a receipt with a quote lost': [TEXT.replace('"jwt"', '"jwt'), 'file_not_json'],
    'a receipt with a byte that is no text': [
      Buffer.from(BYTES).fill(0xff, 60, 61),
      'file_not_json',
    ],
    'two receipts in one file': [`${TEXT}${TEXT}`, 'file_not_json'],
    'JSON of another kind': ['{"name":"receipt"}', 'file_not_a_receipt'],
    'a list': ['[]', 'file_not_a_receipt'],
    null: ['null', 'file_not_a_receipt'],
    'a receipt of another version': [TEXT.replace('/v1', '/v2'), 'file_not_a_receipt'],
    'a receipt with a newline at its end': [`${TEXT}\n`, 'file_not_canonical'],
    'a receipt with a byte order mark': [`\ufeff${TEXT}`, 'file_not_json'],
    'a receipt set out on lines': [JSON.stringify(JSON.parse(TEXT), null, 2), 'file_not_canonical'],
    'a doubled member': [TEXT.replace('"jwt"', '"jwt":"a.b.c","jwt"'), 'file_not_canonical'],
    'members out of order': [
      `{"jwt":"a.b.c",${TEXT.slice(1).replace('"jwt":"a.b.c",', '')}`,
      'file_not_canonical',
    ],
    'half a character': [TEXT.replace('Words', '\\ud800'), 'file_not_canonical'],
    'a needless escape': [TEXT.replace('Words', '\\u0057ords'), 'file_not_canonical'],
    'an unknown member': [changed({ verified: true }), 'file_malformed'],
    'a member missing': [changed({ jwt: undefined }), 'file_malformed'],
    'a proof that is a number': [changed({ proof: 1 }), 'file_malformed'],
    'an issuer that is an object': [changed({ issuer: {} }), 'file_malformed'],
    'a salt of 31 bytes': [
      changed({ salt: Buffer.alloc(31).toString('base64url') }),
      'file_malformed',
    ],
    'a salt with padding': [
      changed({ salt: Buffer.alloc(32).toString('base64') }),
      'file_malformed',
    ],
    'a salt with unused bits': [changed({ salt: `${'A'.repeat(42)}B` }), 'file_malformed'],
    'a salt that is null': [changed({ salt: null }), 'file_malformed'],
    'texts that are an object': [changed({ texts: {} }), 'file_malformed'],
    'a text that is a string': [changed({ texts: ['words'] }), 'file_malformed'],
    'a text without its words': [
      changed({ texts: [{ id: 'a', mediaType: 'b' }] }),
      'file_malformed',
    ],
    'a text with a member too many': [
      changed({ texts: [{ id: 'a', mediaType: 'b', text: 'c', digest: 'd' }] }),
      'file_malformed',
    ],
    'a text with null for words': [
      changed({ texts: [{ id: 'a', mediaType: 'b', text: null }] }),
      'file_malformed',
    ],
  }
  for (const [name, [file, code]] of Object.entries(refused)) {
    test(name, () => {
      expect(codeOf(file)).toBe(code)
    })
  }
})

describe('a receipt that was rewritten is refused with how', () => {
  const rewritten: Record<string, [string, string]> = {
    'a newline at its end': [`${TEXT}\n`, 'it has a newline at its end'],
    'white space': [TEXT.replace(':', ': '), 'it has white space that a receipt has not'],
    'a doubled member': [
      TEXT.replace('"jwt"', '"jwt":"x.y.z","jwt"'),
      'a member stands in it twice',
    ],
    'a doubled member, spelt another way': [
      TEXT.replace('"jwt"', '"\\u006awt":"x.y.z","jwt"'),
      'a member stands in it twice',
    ],
    'another order': [
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(TEXT) as object).reverse())),
      'its members are in another order',
    ],
    'a needless escape': [
      TEXT.replace('Words', '\\u0057ords'),
      'a character or a number in it is spelt another way',
    ],
    'half a character': [TEXT.replace('Words', '\\ud800'), 'the JSON holds half a character'],
    'a number beyond 2^53': [
      TEXT.replace('"text/markdown"', '9007199254740993'),
      'a number in the JSON is too large to be exact',
    ],
    'a number with a needless part': [
      TEXT.replace('"text/markdown"', '1.0'),
      'a character or a number in it is spelt another way',
    ],
    'lists in lists': [
      TEXT.replace('"text/markdown"', `${'['.repeat(99)}${']'.repeat(99)}`),
      'the JSON is nested too deep',
    ],
  }
  for (const [name, [file, reason]] of Object.entries(rewritten)) {
    test(name, () => {
      const refusal = { ok: false, code: 'file_not_canonical', reason }
      expect(parseReceiptFile(Buffer.from(file))).toEqual(refusal)
    })
  }

  test('and no change of any kind is taken, or throws', () => {
    const changes = fc.record({
      at: fc.nat(BYTES.length),
      lost: fc.integer({ min: 0, max: 3 }),
      put: fc.uint8Array({ maxLength: 3 }),
    })
    fc.assert(
      fc.property(changes, ({ at, lost, put }) => {
        const file = Buffer.concat([BYTES.subarray(0, at), put, BYTES.subarray(at + lost)])
        const parsed = parseReceiptFile(file)
        if (parsed.ok) expect(Buffer.from(serialiseReceiptFile(parsed.value))).toEqual(file)
      }),
      { numRuns: 1000 },
    )
  })
})

function codeOf(file: string | Uint8Array): string {
  const parsed = parseReceiptFile(typeof file === 'string' ? Buffer.from(file) : file)
  return parsed.ok ? 'ok' : parsed.code
}

/** The receipt in canonical JSON with members put in, replaced, or (undefined) left out. */
function changed(members: Record<string, unknown>): string {
  const value = { ...(JSON.parse(TEXT) as object), ...members }
  return canonicalJson(
    Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)),
  )
}
