import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayRemind, restUntil } from './reminder.ts'

const now = new Date('2026-11-24T13:30:00Z')
const days = (count: number) => new Date(now.getTime() + count * 24 * 60 * 60 * 1000)

test('who never set anything is reminded', () => {
  expect(mayRemind({ isOff: false, restsUntil: null }, now)).toBe(true)
})

test('C13: what was seen or put off comes back after a fortnight, not before', () => {
  const seen = { isOff: false, restsUntil: restUntil(now) }
  expect(seen.restsUntil).toEqual(days(14))
  for (const day of [0, 1, 13.999]) expect(mayRemind(seen, days(day))).toBe(false)
  for (const day of [14, 15, 400]) expect(mayRemind(seen, days(day))).toBe(true)
})

test('C13: who switched reminders off is never reminded, whenever they last were', () => {
  for (const restsUntil of [null, days(-1), days(1)])
    expect(mayRemind({ isOff: true, restsUntil }, now)).toBe(false)
})

test('C13: however often somebody looks, they are reminded at most once in any fortnight', () => {
  const looks = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2 })
  fc.assert(
    fc.property(looks, (at) => {
      const reminded: number[] = []
      let reminder = { isOff: false, restsUntil: null as Date | null }
      for (const day of at.toSorted((a, b) => a - b)) {
        if (!mayRemind(reminder, days(day))) continue
        reminded.push(day)
        reminder = { ...reminder, restsUntil: restUntil(days(day)) }
      }
      const gaps = reminded.slice(1).map((day, i) => day - (reminded[i] ?? 0))
      expect(gaps.every((gap) => gap > 13.9999)).toBe(true)
    }),
  )
})
