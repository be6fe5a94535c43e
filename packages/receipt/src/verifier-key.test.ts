import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import { EXAMPLE_NOTE, VKEYS } from './testdata/restated-vectors.ts'
import { sharedJson } from './testdata/shared-vectors.ts'
import { formatVerifierKey, isKeyName, parseVerifierKey, verifierKey } from './verifier-key.ts'

type Vectors = { readonly vkeys: { readonly cases: { vkey: string; valid: boolean }[] } }

const NAMES = ['a', 'meet.example/ledger', 'localhost:3000/ledger', 'bücher.example', '—']

describe('a verifier key', () => {
  const shared = sharedJson('c2sp').flatMap(({ value }) => (value as Vectors).vkeys.cases)
  for (const { vkey, valid } of [...VKEYS, ...shared]) {
    test(`${valid ? 'is' : 'is not'} ${vkey}`, () => {
      if (!valid) {
        expect(() => parseVerifierKey(vkey, nodeCrypto)).toThrow(FormatError)
        return
      }
      expect(formatVerifierKey(parseVerifierKey(vkey, nodeCrypto))).toBe(vkey)
    })
  }

  test('reads back, of either type', () => {
    const publicKeys = fc.uint8Array({ minLength: 32, maxLength: 32 })
    const algorithms = fc.constantFrom('ed25519', 'cosignature')
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), publicKeys, algorithms, (name, key, algorithm) => {
        const made = verifierKey(name, key, algorithm, nodeCrypto)
        expect(parseVerifierKey(formatVerifierKey(made), nodeCrypto)).toEqual(made)
      }),
    )
  })

  test('has another id under another name or type, so one cannot stand for the other', () => {
    const key = new Uint8Array(32).fill(7)
    const ids = NAMES.flatMap((name) =>
      (['ed25519', 'cosignature'] as const).map(
        (algorithm) => verifierKey(name, key, algorithm, nodeCrypto).keyId,
      ),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('is refused with each of its characters changed in turn', () => {
    const { vkey } = EXAMPLE_NOTE
    const survivors = Array.from(vkey).filter((letter, at) => {
      const changed = vkey.slice(0, at) + (letter === 'A' ? 'B' : 'A') + vkey.slice(at + 1)
      try {
        parseVerifierKey(changed, nodeCrypto)
        return true
      } catch {
        return false
      }
    })
    expect(survivors).toEqual([])
  })

  test('has a key of 32 bytes', () => {
    expect(() => verifierKey('a', new Uint8Array(31), 'ed25519', nodeCrypto)).toThrow(FormatError)
    expect(() => parseVerifierKey('a+00000000+', nodeCrypto)).toThrow(FormatError)
    expect(() => parseVerifierKey('a+00000000+AQ==', nodeCrypto)).toThrow(FormatError)
  })

  test('has its id in small letters only', () => {
    const { vkey } = EXAMPLE_NOTE
    const capitals = vkey.replace('530d903a', '530D903A')
    expect(() => parseVerifierKey(capitals, nodeCrypto)).toThrow(FormatError)
  })
})

test('a name has no space of any kind, no plus sign and no control character', () => {
  expect(NAMES.every(isKeyName)).toBe(true)
  const bad = [
    '',
    'a b',
    'a+b',
    'a\n',
    'a\tb',
    'a\u00a0b',
    'a\u2028b',
    'a\u0085b',
    'a\u001bb',
    '\ud800',
  ]
  expect(bad.filter(isKeyName)).toEqual([])
})
