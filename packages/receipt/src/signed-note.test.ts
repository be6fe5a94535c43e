import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import { formatNote, openNote, parseNote, signNote } from './signed-note.ts'
import { mockKey } from './testdata/mock-key.ts'
import { cosign, mockVkey } from './testdata/mock-receipt.ts'
import { EXAMPLE_NOTE } from './testdata/restated-vectors.ts'
import { sharedJson } from './testdata/shared-vectors.ts'
import { parseVerifierKey } from './verifier-key.ts'

type Vectors = { readonly signedNote: { vkey: string; note: string; valid: boolean }[] }

const TEXT = 'meet.example/ledger\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'
const KEY = parseVerifierKey(mockVkey('meet.example/ledger', 1, 'ed25519'), nodeCrypto)
const OTHER = parseVerifierKey(mockVkey('other.example', 2, 'ed25519'), nodeCrypto)
const WITNESS = parseVerifierKey(mockVkey('witness11.example', 11, 'cosignature'), nodeCrypto)
const NOTE = signNote(TEXT, KEY, mockKey(1).sign)

describe('openNote', () => {
  test('opens the example of the specification', () => {
    const shared = sharedJson('c2sp').flatMap(({ value }) => (value as Vectors).signedNote)
    for (const { vkey, note } of [EXAMPLE_NOTE, ...shared]) {
      const key = parseVerifierKey(vkey, nodeCrypto)
      expect(openNote(note, [key], nodeCrypto)).toEqual({
        ok: true,
        text: 'This is an example message.\n',
        signers: [key],
        unknown: [],
      })
    }
  })

  test('opens what signNote signs, whatever the text', () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text))
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const text = `${lines.join('\n')}\n`
        fc.pre(text !== '\n')
        const opened = openNote(signNote(text, KEY, mockKey(1).sign), [KEY], nodeCrypto)
        expect(opened).toMatchObject({ ok: true, text })
      }),
    )
  })

  test('sets unknown keys aside and names those that signed', () => {
    const opened = openNote(cosign(NOTE, 11), [KEY, OTHER], nodeCrypto)
    expect(opened).toMatchObject({ ok: true, signers: [KEY] })
    expect(opened.ok && opened.unknown.map(({ name }) => name)).toEqual(['witness11.example'])
  })

  test('knows a witness by its cosignature', () => {
    expect(openNote(cosign(NOTE, 11), [KEY, WITNESS], nodeCrypto)).toMatchObject({
      ok: true,
      signers: [KEY, WITNESS],
      unknown: [],
    })
  })

  test('refuses a note that no known key signed', () => {
    expect(openNote(NOTE, [], nodeCrypto)).toEqual({ ok: false, code: 'no_known_key' })
    expect(openNote(NOTE, [OTHER, WITNESS], nodeCrypto)).toEqual({
      ok: false,
      code: 'no_known_key',
    })
    const sameName = parseVerifierKey(mockVkey('meet.example/ledger', 3, 'ed25519'), nodeCrypto)
    expect(openNote(NOTE, [sameName], nodeCrypto)).toEqual({ ok: false, code: 'no_known_key' })
  })

  test('refuses the whole note for one wrong signature by a known key', () => {
    const { signatures } = parseNote(cosign(NOTE, 11))
    const [mine, witness] = signatures
    if (mine === undefined || witness === undefined) throw new Error('two signatures')
    for (const [key, spoilt] of [
      [WITNESS, { ...witness, signature: Uint8Array.from(witness.signature, (b) => b ^ 1) }],
      [WITNESS, { ...witness, signature: witness.signature.subarray(8) }],
      [KEY, { ...mine, signature: mockKey(2).sign(Buffer.from(TEXT)) }],
      [KEY, { ...mine, signature: mine.signature.subarray(1) }],
    ] as const) {
      const rest = signatures.filter(({ name }) => name !== spoilt.name)
      const opened = openNote(
        { text: TEXT, signatures: [...rest, spoilt] },
        [KEY, WITNESS],
        nodeCrypto,
      )
      expect(opened).toEqual({ ok: false, code: 'signature_invalid', key })
    }
  })

  test('opens no note with any byte changed', () => {
    const bytes = Buffer.from(NOTE)
    const survivors = [...bytes.keys()].filter((at) => {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      try {
        return openNote(changed.toString(), [KEY], nodeCrypto).ok
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError)
        return false
      }
    })
    expect(survivors).toEqual([])
  })
})

describe('parseNote', () => {
  const [signature = ''] = NOTE.split('\n').slice(-2)

  test('splits at the last empty line', () => {
    const text = 'a\n\nb\n\n'
    expect(parseNote(`${text}\n${signature}\n`).text).toBe(text)
  })

  test('reads back what formatNote writes', () => {
    expect(formatNote(parseNote(NOTE))).toBe(NOTE)
    expect(formatNote(parseNote(cosign(NOTE, 11)))).toBe(cosign(NOTE, 11))
  })

  const refused: Record<string, string> = {
    'no signatures': TEXT,
    'no text': `\n${signature}\n`,
    'only an empty line for text': `\n\n${signature}\n`.slice(1),
    'no empty line': `${TEXT}${signature}\n`,
    'no newline at its end': NOTE.slice(0, -1),
    'an empty line at its end': `${NOTE}\n`,
    'a line that is no signature': `${NOTE}more\n`,
    'a hyphen for the dash': NOTE.replace('—', '-'),
    'two spaces': NOTE.replace('— ', '—  '),
    'a carriage return': NOTE.replace('\n', '\r\n'),
    'a tab': `a\tb\n\n${signature}\n`,
    'half a character': `a\ud800\n\n${signature}\n`,
    'a plus sign in a name': NOTE.replace('— meet', '— me+et'),
    'a no-break space in a name': NOTE.replace('— meet', '— me\u00a0et'),
    'base64 without padding': 'a\n\n— b AAAAAAA\n',
    'a signature of no bytes': 'a\n\n— b AAAAAA==\n',
    'one key twice': `${NOTE}${signature}\n`,
    'too many signatures': `a\n\n${Array.from({ length: 65 }, (_, i) => `— k${String(i)} AAAAAAA=\n`).join('')}`,
  }
  for (const [name, note] of Object.entries(refused)) {
    test(`refuses a note with ${name}`, () => {
      expect(() => parseNote(note)).toThrow(FormatError)
    })
  }

  test('takes 16 signatures, as every reader must', () => {
    const lines = Array.from({ length: 16 }, (_, i) => `— k${String(i)} AAAAAAA=\n`)
    expect(parseNote(`a\n\n${lines.join('')}`).signatures).toHaveLength(16)
  })
})

describe('formatNote and signNote', () => {
  test('write no note that could not be read', () => {
    const { sign } = mockKey(1)
    for (const text of ['', 'no newline', 'a\u0007\n', 'a\ud800\n']) {
      expect(() => signNote(text, KEY, sign)).toThrow(FormatError)
    }
    const line = { name: 'a b', keyId: '00000000', signature: new Uint8Array(64) }
    expect(() => formatNote({ text: 'a\n', signatures: [line] })).toThrow(FormatError)
    const badId = { name: 'a', keyId: '0', signature: new Uint8Array(64) }
    expect(() => formatNote({ text: 'a\n', signatures: [badId] })).toThrow(FormatError)
    expect(() => formatNote({ text: 'a\n', signatures: [] })).toThrow(FormatError)
  })

  test('do not sign a note in the name of a witness', () => {
    expect(() => signNote(TEXT, WITNESS, mockKey(11).sign)).toThrow(FormatError)
  })
})
