import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { awaitsAnswer, daysToDecide, putOffUntil } from './terms-answer.ts'

const now = new Date('2026-11-24T13:30:00Z')
const until = (day: string) => new Date(`${day}T00:00:00Z`)

describe('whether an account is to be asked', () => {
  test('it is until it has answered, and accepting and declining are answers alike', () => {
    expect(awaitsAnswer(null, now)).toBe(true)
    expect(awaitsAnswer({ answer: 'accept', until: null }, now)).toBe(false)
    expect(awaitsAnswer({ answer: 'decline', until: null }, now)).toBe(false)
  })

  test('an answer that was put off is asked for again on its day, not before', () => {
    const later = { answer: 'later', until: until('2026-12-08') } as const
    expect(awaitsAnswer(later, now)).toBe(false)
    expect(awaitsAnswer(later, new Date('2026-12-07T23:59:59.999Z'))).toBe(false)
    expect(awaitsAnswer(later, new Date('2026-12-08T00:00:00Z'))).toBe(true)
  })
})

describe('until when an answer is put off', () => {
  test('a fortnight, where no day is named', () => {
    expect(putOffUntil(null, now)).toEqual({ ok: true, value: until('2026-12-08') })
  })

  test.each(['2026-11-25', '2026-12-24', '2027-11-24'])('%s is a day to come back at', (day) => {
    expect(putOffUntil(day, now)).toEqual({ ok: true, value: until(day) })
  })

  test.each([
    ['a day that has begun', '2026-11-24'],
    ['a day that is over', '2026-11-23'],
    ['more than a year on', '2027-11-25'],
    ['a day no calendar has', '2027-02-29'],
    ['a month no calendar has', '2027-13-01'],
    ['an instant', '2026-12-08T10:00:00Z'],
    ['nonsense', 'soon'],
    ['nothing', ''],
  ])('%s is none', (_, day) => {
    expect(putOffUntil(day, now)).toEqual({ ok: false, code: 'until_out_of_range' })
  })

  test('a year is a year when February has one day more', () => {
    expect(daysToDecide(new Date('2028-02-29T08:00:00Z'))).toEqual({
      first: until('2028-03-01'),
      usual: until('2028-03-14'),
      last: until('2029-02-28'),
    })
  })

  test('whenever it is asked, every day it takes is to come, and none of them waits at once', () => {
    const instants = fc.date({ min: until('2020-01-01'), max: until('2080-01-01') })
    fc.assert(
      fc.property(
        instants.filter((at) => !Number.isNaN(at.getTime())),
        (at) => {
          const { first, usual, last } = daysToDecide(at)
          for (const day of [first, usual, last]) {
            expect(putOffUntil(day.toISOString().slice(0, 10), at)).toEqual({
              ok: true,
              value: day,
            })
            expect(awaitsAnswer({ answer: 'later', until: day }, at)).toBe(false)
            expect(awaitsAnswer({ answer: 'later', until: day }, day)).toBe(true)
          }
        },
      ),
    )
  })
})
