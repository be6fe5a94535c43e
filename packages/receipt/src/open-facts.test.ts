import { describe, expect, test } from 'vitest'
import { nodeCrypto } from './node-crypto.ts'
import { serialiseReceiptFile } from './receipt-file.ts'
import { mockPolicy, mockReceipt, witnessLine, type Changes } from './testdata/mock-receipt.ts'
import { verifyReceipt } from './verify-receipt.ts'

const WITNESSED = mockPolicy(witnessLine(11), 'quorum W11')
/** The mock's act is of 09:15:04.250, and its witnesses saw it in that second. */
const NOW = new Date('2026-03-02T09:20:00Z')

function openOf(changes: Changes, policy = WITNESSED, now: Date | undefined = NOW) {
  const bytes = serialiseReceiptFile(mockReceipt({ witnessSeeds: [11], ...changes }))
  const { ok, open } = verifyReceipt(bytes, policy, nodeCrypto, now)
  expect(ok).toBe(true)
  for (const { sentence } of open) expect(sentence).toMatch(/^[A-Z].*\.$/)
  return open.map(({ code }) => code)
}

test('a receipt that a quorum saw, dated when it was seen, leaves nothing open', () => {
  expect(openOf({})).toEqual([])
})

test('a policy that asks for no witness leaves open whether any saw the tree', () => {
  expect(openOf({}, mockPolicy())).toEqual(['witnesses_not_asked'])
})

describe('a date that a clock contradicts is no date', () => {
  test('one that the reader’s clock has not reached', () => {
    expect(openOf({}, WITNESSED, new Date('2026-03-02T09:10:04Z'))).toEqual(['date_ahead'])
  })

  test('but for the minutes by which honest clocks differ', () => {
    expect(openOf({}, WITNESSED, new Date('2026-03-02T09:10:05Z'))).toEqual([])
  })

  test('which is not asked where the reader has no clock', () => {
    const validFrom = '2999-01-01T00:00:00Z'
    const { open } = verifyReceipt(
      serialiseReceiptFile(mockReceipt({ credential: { validFrom } })),
      mockPolicy(),
      nodeCrypto,
    )
    expect(open.map(({ code }) => code)).toEqual(['witnesses_not_asked'])
  })

  test('one later than a witness saw the tree, a witness of the policy', () => {
    const later = { credential: { validFrom: '2026-03-02T09:20:05Z' } }
    const now = new Date('2026-03-03T00:00:00Z')
    expect(openOf(later, WITNESSED, now)).toEqual(['witnessed_before_date'])
    expect(openOf(later, mockPolicy(), now)).toEqual(['witnesses_not_asked'])
  })
})
