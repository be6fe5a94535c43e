import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalJson,
  isCanonicalText,
  parseCanonicalJson,
  type JsonValue,
} from './canonical-json.ts'
import { FormatError } from './format-error.ts'
import { CANONICAL_JSON } from './testdata/restated-vectors.ts'
import { sharedFiles, sharedText } from './testdata/shared-vectors.ts'

/** JSON values both we and the oracle take: no integer that a double cannot hold. */
const jsonValue = fc
  .jsonValue({ stringUnit: 'binary' })
  .filter((value) => takes(() => canonicalJson(value)))

describe('canonicalJson', () => {
  test('writes the examples of RFC 8785', () => {
    for (const { input, output } of CANONICAL_JSON) {
      expect(canonicalJson(JSON.parse(input))).toBe(output)
    }
  })

  test('writes the golden vectors', () => {
    const folder = 'jcs-cyberphone/testdata'
    for (const file of sharedFiles(`${folder}/input`)) {
      const value: unknown = JSON.parse(sharedText(`${folder}/input/${file}`))
      const want = sharedText(`${folder}/output/${file}`)
      expect(canonicalJson(value)).toBe(want)
      expect(canonicalJson(parse(want))).toBe(want)
    }
    expect(parse(CANONICAL_JSON[0]?.output ?? '')).toHaveProperty('literals', [null, true, false])
  })

  test('writes what the canonicalize package writes', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value))
      }),
      { numRuns: 500 },
    )
  })

  test('writes members that look like numbers or like prototypes in their place', () => {
    const value: unknown = JSON.parse('{"10":1,"9":2,"__proto__":3,"constructor":4,"":5}')
    expect(canonicalJson(value)).toBe('{"":5,"10":1,"9":2,"__proto__":3,"constructor":4}')
    expect(parse(canonicalJson(value))).toEqual(value)
  })

  const refused: Record<string, unknown> = {
    'an undefined member': { a: undefined },
    'undefined itself': undefined,
    'a hole in an array': [1, , 3],
    'a BigInt': 1n,
    'a symbol': Symbol('s'),
    'a function': () => 1,
    'a Date': new Date(0),
    'a Map': new Map(),
    bytes: Uint8Array.of(1),
    'not a number': NaN,
    infinity: -Infinity,
    'an integer beyond 2^53 - 1': 2 ** 53,
    'a negative integer beyond 2^53 - 1': -(2 ** 53),
    'half a character': 'a\ud800',
    'half a character in a name': { '\udc00': 1 },
    'the two halves in the wrong order': '\ude00\ud83d',
    'a value nested 65 deep': nested(65),
  }
  for (const [name, value] of Object.entries(refused)) {
    test(`refuses ${name}, however deep it stands`, () => {
      expect(() => canonicalJson(value)).toThrow(FormatError)
      expect(() => canonicalJson({ a: [value] })).toThrow(FormatError)
    })
  }

  test('takes what stands at the limits', () => {
    expect(canonicalJson(nested(64))).toBe(`${'['.repeat(64)}0${']'.repeat(64)}`)
    expect(canonicalJson([2 ** 53 - 1, 1e21, -1e21, 0.5])).toBe(
      '[9007199254740991,1e+21,-1e+21,0.5]',
    )
    expect(canonicalJson(Object.create(null))).toBe('{}')
  })
})

describe('parseCanonicalJson', () => {
  test('reads back every value it writes', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(canonicalJson(parse(canonicalJson(value)))).toBe(canonicalJson(value))
      }),
    )
  })

  const samples = {
    'with numbers': { a: [1, -2.5, 1e30, true, null], b: { '9': 'x\n"\\', é: '😀' } },
    'without numbers': { a: [[], {}, [[]], true, false, null], b: { '': '\n"\\', é: '😀 \t' } },
    'with control characters': ['\u0000\u001f', '\u007f', '\\u0041', '\\/'],
  }
  for (const [name, sample] of Object.entries(samples)) {
    test(`takes a text ${name} only if canonicalJson would write it again, with each character changed in turn`, () => {
      const characters = Array.from(canonicalJson(sample))
      for (const [at, character] of characters.entries()) {
        const doubled = [character + character, ` ${character}`, '']
        for (const other of [...doubled, ...Array.from(' 01",:[]{}aetu\\/\n')]) {
          expectOneSpelling(characters.with(at, other).join(''))
        }
      }
    })
  }

  test('takes no text that has white space, or a member twice, anywhere', () => {
    const spaced = fc.tuple(fc.jsonValue(), fc.nat(), fc.constantFrom(' ', '\n', '\t', '\r'))
    fc.assert(
      fc.property(spaced, ([value, at, space]) => {
        const text = JSON.stringify(value)
        const split = at % (text.length + 1)
        expectOneSpelling(text.slice(0, split) + space + text.slice(split))
        expectOneSpelling(`{"a":${text},"a":${text}}`)
        expectOneSpelling(`{"b":${text},"a":${text}}`)
      }),
      { numRuns: 500 },
    )
  })

  test('takes JSON.stringify of a value only when that is the canonical form', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expectOneSpelling(JSON.stringify(value))
        expectOneSpelling(JSON.stringify(value, null, 1))
      }),
      { numRuns: 500 },
    )
  })

  const refused = {
    'white space': '{"a": 1}',
    'a newline at its end': '{"a":1}\n',
    'members out of order': '{"b":1,"a":2}',
    'members in the order of numbers': '{"9":1,"10":2}',
    'a doubled member': '{"a":1,"a":1}',
    'a doubled member whose values differ': '{"a":1,"a":2}',
    'an escaped slash': '"\\/"',
    'an escaped letter': '"\\u0061"',
    'an escape in capitals': '"\\u001F"',
    'a long escape': '"\\u000a"',
    'half a character, escaped': '"\\ud800"',
    'a whole character, escaped': '"\\ud83d\\ude00"',
    'a number with a needless part': '1.0',
    'a number with an exponent': '1e2',
    'minus zero': '-0',
    'an integer beyond 2^53 - 1': '9007199254740993',
    'a value nested 65 deep': `${'['.repeat(65)}0${']'.repeat(65)}`,
    'a byte order mark': '\ufeff{}',
    'nothing in it': '',
    'two values': '{}{}',
  }
  for (const [name, text] of Object.entries(refused)) {
    test(`refuses ${name}`, () => {
      expect(() => parse(text)).toThrow(FormatError)
    })
  }

  test('refuses bytes that are not UTF-8, overlong forms and encoded halves', () => {
    for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
      const quoted = Uint8Array.from([0x22, ...bytes, 0x22])
      expect(() => parseCanonicalJson(quoted)).toThrow(FormatError)
    }
  })

  test('takes an escaped backslash before the letters of an escape', () => {
    expect(parse('"\\\\ud800"')).toBe('\\ud800')
  })
})

function parse(text: string): JsonValue {
  return parseCanonicalJson(Buffer.from(text))
}

function expectOneSpelling(text: string): void {
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch {
    expect(() => parse(text)).toThrow(FormatError)
    return
  }
  const canonical = takes(() => canonicalJson(value) === text)
  expect(takes(() => isCanonicalText(value, text))).toBe(canonical)
  if (canonical) expect(parse(text)).toEqual(value)
  else expect(() => parse(text)).toThrow(FormatError)
}

/** What the function answers, and false where it refuses. */
function takes(run: () => unknown): boolean {
  try {
    return run() !== false
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError)
    return false
  }
}

function nested(depth: number): unknown {
  let value: unknown = 0
  for (let i = 0; i < depth; i++) value = [value]
  return value
}
