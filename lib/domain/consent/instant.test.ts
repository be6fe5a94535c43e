import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDuration, isAtOrBefore, isCalendarDuration } from './instant.ts'

describe('isAtOrBefore', () => {
  it('compares instants of different precision by time, not as text', () => {
    expect(isAtOrBefore('2026-03-02T09:15:04Z', '2026-03-02T09:15:04.500Z')).toBe(true)
    expect(isAtOrBefore('2026-03-02T09:15:04.500Z', '2026-03-02T09:15:04Z')).toBe(false)
  })

  it('holds for the same instant written twice', () => {
    expect(isAtOrBefore('2026-03-02T09:15:04Z', '2026-03-02T09:15:04.000Z')).toBe(true)
    expect(isAtOrBefore('2026-03-02T09:15:04.000Z', '2026-03-02T09:15:04Z')).toBe(true)
  })

  it.each(['2026-03-02', '2026-03-02T09:15:04+01:00', '2026-13-02T09:15:04Z', 'now', ''])(
    'throws on %j, which is no instant in UTC',
    (text) => {
      expect(() => isAtOrBefore(text, '2026-03-02T09:15:04Z')).toThrow('not an instant')
      expect(() => isAtOrBefore('2026-03-02T09:15:04Z', text)).toThrow('not an instant')
    },
  )
})

describe('addDuration', () => {
  it.each([
    ['2026-03-02T09:15:04Z', 'P1Y', '2027-03-02T09:15:04.000Z'],
    ['2026-03-02T09:15:04Z', 'P12M', '2027-03-02T09:15:04.000Z'],
    ['2026-03-02T09:15:04Z', 'P2W', '2026-03-16T09:15:04.000Z'],
    ['2026-03-02T09:15:04Z', 'P30D', '2026-04-01T09:15:04.000Z'],
    ['2026-03-02T09:15:04Z', 'P1Y2M3W4D', '2027-05-27T09:15:04.000Z'],
    ['2026-01-31T00:00:00Z', 'P1M', '2026-02-28T00:00:00.000Z'],
    ['2028-01-31T00:00:00Z', 'P1M', '2028-02-29T00:00:00.000Z'],
    ['2028-02-29T00:00:00Z', 'P1Y', '2029-02-28T00:00:00.000Z'],
    ['2026-12-31T23:59:59.999Z', 'P2M', '2027-02-28T23:59:59.999Z'],
  ])('%s and %s is %s', (instant, duration, expected) => {
    expect(addDuration(instant, duration)).toBe(expected)
  })

  it('never goes back in time', () => {
    const instants = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString())
    fc.assert(
      fc.property(instants, fc.nat(60), fc.nat(4000), (instant, months, days) => {
        const after = addDuration(instant, `P${String(months)}M${String(days)}D`)
        expect(isAtOrBefore(instant, after)).toBe(true)
      }),
    )
  })

  it.each(['P', '', 'P1H', 'PT1H', '1Y', 'P-1D', 'P1.5Y', 'P1D1Y', ' P1Y'])(
    'throws on %j, which is no calendar duration',
    (duration) => {
      expect(isCalendarDuration(duration)).toBe(false)
      expect(() => addDuration('2026-03-02T09:15:04Z', duration)).toThrow('not a calendar duration')
    },
  )
})
