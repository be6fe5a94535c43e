import { expect, test } from 'vitest'
import { formatEtag, isKnownTo, parseIfMatch, revisionIn } from './etag.ts'

test('a basis comes back from If-Match as it went out in ETag', () => {
  for (const basis of ['0', '17', 'd7c0…'.slice(0, 4), 'a'.repeat(64)])
    expect(parseIfMatch(formatEtag(basis))).toEqual({ kind: 'basis', basis })
  expect(parseIfMatch(' "7" ')).toEqual({ kind: 'basis', basis: '7' })
})

test('no header is no basis, and anything but one strong tag is refused', () => {
  expect(parseIfMatch(null)).toEqual({ kind: 'absent' })
  for (const header of ['', '*', '7', '"', '""', 'W/"7"', '"7", "8"', '"a b"', '"7"x', '"é"'])
    expect(parseIfMatch(header)).toEqual({ kind: 'malformed' })
})

test('a basis that names no revision names one that nothing has', () => {
  expect(revisionIn('0')).toBe(0)
  expect(revisionIn('42')).toBe(42)
  for (const basis of [null, '', 'x', '-1', '1.5', '1e3', '9999999999'])
    expect(revisionIn(basis)).toBe(-1)
})

test('what a reader has is known by any of the tags it names, however weak', () => {
  for (const header of ['"7"', 'W/"7"', '"6", "7"', ' "7" ', '*'])
    expect(isKnownTo(header, '7')).toBe(true)
  for (const header of [null, '', '7', '"70"', '"6", "8"'])
    expect(isKnownTo(header, '7')).toBe(false)
})
