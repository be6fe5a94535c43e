import { describe, expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import { serialiseReceiptFile } from './receipt-file.ts'
import { mockPolicy, mockReceipt, witnessLine, type Changes } from './testdata/mock-receipt.ts'
import { verifyAt } from './verify-at.ts'
import { verifyReceipt } from './verify-receipt.ts'

// The statement is of 09:15:04.250, and the witnesses saw its tree at 09:15:04.
const EARLY: Changes = { credential: { validFrom: '2026-03-02T09:00:00Z' } }
const ONE_OF_TWO = [witnessLine(11), witnessLine(12), 'group g any W11 W12', 'quorum g']
const BOTH = [witnessLine(11), witnessLine(12), 'group g all W11 W12', 'quorum g']

describe('without witnesses', () => {
  test('it was signed by its own date and after, by the word of its issuer', () => {
    for (const at of ['2026-03-02T09:15:04.250Z', '2027-01-01T00:00:00Z']) {
      const { ok, last } = ask(at)
      expect(ok).toBe(true)
      expect(last).toMatchObject({ state: 'established', code: 'dated_by_then' })
      expect(last?.sentence).toContain("by the issuer's word alone")
    }
  })

  test('and not a millisecond before', () => {
    const { ok, last } = ask('2026-03-02T09:15:04.249Z')
    expect(ok).toBe(false)
    expect(last).toMatchObject({ state: 'failed', code: 'dated_later' })
  })
})

describe('with witnesses that the policy asks for', () => {
  test('it was recorded from the second on in which enough had seen it', () => {
    const changes = { ...EARLY, witnessSeeds: [11] }
    const seen = ask('2026-03-02T09:15:04Z', changes, ONE_OF_TWO)
    expect(seen.ok).toBe(true)
    expect(seen.last).toMatchObject({ state: 'established', code: 'recorded_by_then' })
    const before = ask('2026-03-02T09:15:03Z', changes, ONE_OF_TWO)
    expect(before.ok).toBe(false)
    expect(before.last).toMatchObject({ state: 'failed', code: 'recorded_later' })
  })

  test('all are needed where all are asked for', () => {
    expect(ask('2026-03-02T09:15:04Z', { ...EARLY, witnessSeeds: [11, 12] }, BOTH).ok).toBe(true)
    const one = ask('2026-03-02T09:15:04Z', { ...EARLY, witnessSeeds: [11] }, BOTH)
    expect(one.last?.code).toBe('quorum_missing')
  })
})

test('what does not verify is not dated', () => {
  const { ok, last } = ask('2027-01-01T00:00:00Z', { certificateSeed: 9 })
  expect([ok, last?.code]).toEqual([false, 'unknown_key'])
})

test('an instant is in UTC', () => {
  expect(() => ask('2026-03-02T10:15:04+01:00')).toThrow(FormatError)
})

function ask(at: string, changes: Changes = {}, lines: readonly string[] = []) {
  const bytes = serialiseReceiptFile(mockReceipt(changes))
  const policy = mockPolicy(...lines)
  const { ok, facts } = verifyAt(verifyReceipt(bytes, policy, nodeCrypto), at, policy)
  return { ok, last: facts.at(-1) }
}
