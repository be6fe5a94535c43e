import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatInstant } from './format-instant.ts'

test('an instant is told in UTC, to the day, the minute or the second', () => {
  const at = '2026-03-02T10:15:04.500+01:00'
  expect(formatInstant(at, 'day')).toBe('2 March 2026')
  expect(formatInstant(at)).toBe('2 March 2026, 09:15 UTC')
  expect(formatInstant(at, 'second')).toBe('2 March 2026, 09:15:04 UTC')
})

test('what is no instant is refused, not shown', () => {
  expect(() => formatInstant('soon')).toThrow(RangeError)
})

test('the words lead back to the same second', () => {
  const instants = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('2199-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(instants, (at) => {
      const back = new Date(formatInstant(at, 'second').replace(',', ''))
      expect(back.getTime()).toBe(Math.floor(at.getTime() / 1000) * 1000)
    }),
  )
})
