import { serialiseReceiptFile } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mockKey } from '../../packages/receipt/src/testdata/mock-key.ts'
import { mockPolicy, mockReceipt, TEXTS } from '../../packages/receipt/src/testdata/mock-receipt.ts'
import { browserCrypto } from './browser-crypto.ts'
import { checkReceipt, readPolicy } from './check-receipt.ts'

const policy = mockPolicy()

describe('the browser’s cryptography says what node’s says', () => {
  test('of any digest', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(Buffer.from(browserCrypto.sha256(bytes))).toEqual(nodeCrypto.sha256(bytes))
      }),
    )
  })

  test('of a signature, and of one with any bit changed', () => {
    const signed = fc.record({
      seed: fc.integer({ min: 0, max: 255 }),
      message: fc.uint8Array({ maxLength: 100 }),
      bit: fc.integer({ min: -1, max: 64 * 8 - 1 }),
    })
    fc.assert(
      fc.property(signed, ({ seed, message, bit }) => {
        const key = mockKey(seed)
        const signature = key.sign(message)
        if (bit >= 0) signature[bit >> 3]! ^= 1 << (bit & 7)
        const says = browserCrypto.verifyEd25519(key.publicKey, message, signature)
        expect(says).toBe(nodeCrypto.verifyEd25519(key.publicKey, message, signature))
        expect(says).toBe(bit < 0)
      }),
      { numRuns: 60 },
    )
  })

  test('of bytes that are no key or no signature: false, and nothing is thrown', () => {
    const { sign } = mockKey(1)
    const message = new Uint8Array([1, 2, 3])
    for (const length of [0, 31, 33])
      expect(browserCrypto.verifyEd25519(new Uint8Array(length), message, sign(message))).toBe(
        false,
      )
    for (const length of [0, 63, 65])
      expect(
        browserCrypto.verifyEd25519(mockKey(1).publicKey, message, new Uint8Array(length)),
      ).toBe(false)
    expect(browserCrypto.verifyEd25519(new Uint8Array(32).fill(255), message, sign(message))).toBe(
      false,
    )
  })
})

describe('a receipt', () => {
  test('that is right verifies, and hands on its exact texts', () => {
    const checked = checkReceipt(serialiseReceiptFile(mockReceipt()), policy)
    expect(checked.ok).toBe(true)
    expect(checked.texts).toEqual(TEXTS)
    expect(checked.facts.every(({ state }) => state === 'established')).toBe(true)
  })

  test('that awaits its proof says so, and its texts are proved all the same', () => {
    const checked = checkReceipt(serialiseReceiptFile({ ...mockReceipt(), proof: null }), policy)
    expect([checked.ok, checked.facts.at(-1)?.code]).toEqual([false, 'awaiting_proof'])
    expect(checked.texts).toEqual(TEXTS)
  })

  test('of which a text was changed hands on no text', () => {
    const { texts, ...rest } = mockReceipt()
    const changed = texts.map((each) => ({ ...each, text: `${each.text} ` }))
    const checked = checkReceipt(serialiseReceiptFile({ ...rest, texts: changed }), policy)
    expect([checked.ok, checked.facts.at(-1)?.code]).toEqual([false, 'text_changed'])
    expect(checked.texts).toEqual([])
  })

  test.each([
    ['nothing', '', 'file_empty'],
    ['a letter', 'Dear reader', 'file_not_json'],
    ['other JSON', '{"a":1}', 'file_not_a_receipt'],
  ])('that is %s fails at its file', (_name, text, code) => {
    const checked = checkReceipt(new TextEncoder().encode(text), policy)
    expect([checked.ok, checked.facts.map((fact) => fact.code)]).toEqual([false, [code]])
  })

  test('of another ledger, and by another key, fails at whom it trusts', () => {
    const other = checkReceipt(
      serialiseReceiptFile(mockReceipt({ certificateOrigin: 'other.example/ledger' })),
      policy,
    )
    expect(other.facts.at(-1)?.code).toBe('other_ledger')
    const forged = checkReceipt(serialiseReceiptFile(mockReceipt({ certificateSeed: 9 })), policy)
    expect(forged.facts.at(-1)?.code).toBe('unknown_key')
  })
})

test.each([
  ['', 'It names no ledger to trust.'],
  ['# only a comment', 'It names no ledger to trust.'],
  [
    'log nonsense',
    'It is not right at line 1: a verifier key has three parts joined by plus signs.',
  ],
])('a trust policy "%s" is refused in a sentence', (text, problem) => {
  expect(readPolicy(text)).toEqual({ ok: false, problem })
})
