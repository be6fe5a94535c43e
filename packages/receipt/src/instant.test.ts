import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import { describeInstant, parseInstant } from './instant.ts'

describe('an instant', () => {
  test('is written in UTC, in seconds or in milliseconds', () => {
    expect(parseInstant('2026-03-02T09:15:04Z')).toBe(1_772_442_904_000)
    expect(parseInstant('2026-03-02T09:15:04.250Z')).toBe(1_772_442_904_250)
    expect(parseInstant('2024-02-29T00:00:00Z')).toBe(1_709_164_800_000)
  })

  test('reads back what toISOString writes', () => {
    const years = { min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }
    fc.assert(
      fc.property(fc.date(years), (date) => {
        expect(parseInstant(date.toISOString())).toBe(date.getTime())
      }),
    )
  })

  const refused = [
    '2026-03-02',
    '2026-03-02T09:15Z',
    '2026-03-02T09:15:04',
    '2026-03-02T09:15:04+00:00',
    '2026-03-02t09:15:04z',
    '2026-03-02 09:15:04Z',
    '2026-03-02T09:15:04.25Z',
    '2026-03-02T09:15:60Z',
    '2026-03-02T24:00:00Z',
    '2026-02-30T09:15:04Z',
    '2025-02-29T09:15:04Z',
    '2026-13-02T09:15:04Z',
    '+002026-03-02T09:15:04Z',
    '2026-03-02T09:15:04Z\n',
    '',
  ]
  for (const text of refused) {
    test(`is not ${JSON.stringify(text)}`, () => {
      expect(() => parseInstant(text)).toThrow(FormatError)
    })
  }

  test('is told as a day, a month by name and the time', () => {
    expect(describeInstant('2026-03-02T09:15:04.250Z')).toBe('2 March 2026 at 09:15:04 UTC')
    expect(describeInstant('2025-12-31T23:59:59Z')).toBe('31 December 2025 at 23:59:59 UTC')
  })
})
