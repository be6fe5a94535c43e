import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs, duePeriods, exportIntervals } from './export-schedule.ts'

test('a period is due once it is over, and a little later', () => {
  const from = new Date('2026-02-26T13:00:00Z')
  expect(duePeriods('day', from, new Date('2026-02-27T00:04:59Z'))).toEqual([])
  expect(spelled(duePeriods('day', from, new Date('2026-02-28T00:05:00Z')))).toEqual([
    '2026-02-26 2026-02-27',
    '2026-02-27 2026-02-28',
  ])
  // 26 February 2026 is a Thursday.
  expect(spelled(duePeriods('week', from, new Date('2026-03-09T00:05:00Z')))).toEqual([
    '2026-02-23 2026-03-02',
    '2026-03-02 2026-03-09',
  ])
  expect(spelled(duePeriods('month', from, new Date('2026-03-31T00:00:00Z')))).toEqual([
    '2026-02-01 2026-03-01',
  ])
})

test('periods follow each other without a gap, from the first moment to the last that is over', () => {
  const instant = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2020-12-31'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(fc.constantFrom(...exportIntervals), instant, instant, (every, a, b) => {
      const [from, now] = a < b ? [a, b] : [b, a]
      const periods = duePeriods(every, from, now)
      for (const [i, { since, until }] of periods.entries())
        expect(since < until && until <= now && since >= (periods[i - 1]?.until ?? since)).toBe(
          true,
        )
      // Begun again at the end of any of them, nothing is due twice.
      const middle = Math.floor(periods.length / 2)
      const end = periods[middle]?.until
      if (end !== undefined) expect(duePeriods(every, end, now)).toEqual(periods.slice(middle + 1))
      if (periods[0] !== undefined) expect(periods[0].since <= from).toBe(true)
    }),
  )
})

test('the longer it fails, the longer it waits, and never longer than six hours', () => {
  expect([1, 2, 3, 11, 40].map((attempts) => backoffMs(attempts) / 1000)).toEqual([
    30, 60, 120, 21_600, 21_600,
  ])
})

function spelled(periods: ReturnType<typeof duePeriods>): string[] {
  return periods.map((period) =>
    [period.since, period.until].map((at) => at.toISOString().slice(0, 10)).join(' '),
  )
}
