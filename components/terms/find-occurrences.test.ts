import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findOccurrences, type Segment } from './find-occurrences.ts'

const paragraph = (...texts: string[]): Segment[] => texts.map((text) => ({ text, block: texts }))

function shown(segments: readonly Segment[], query: string): string[] {
  return findOccurrences(segments, query).map(({ start, end }) => {
    const texts = segments.slice(start.segment, end.segment + 1).map(({ text }) => text)
    const last = texts.length - 1
    return texts
      .map((text, at) =>
        text.slice(at === 0 ? start.offset : 0, at === last ? end.offset : undefined),
      )
      .join('|')
  })
}

test('letter case, kinds of space and of quotation marks do not matter', () => {
  expect(shown(paragraph('The “Permitted\u00A0Uses”\nare'), '"permitted uses" ARE')).toEqual([
    '“Permitted\u00A0Uses”\nare',
  ])
})

test('a place may cross bold type, but no block', () => {
  expect(
    shown([...paragraph('You may ', 'not', ' sell'), ...paragraph('it')], 'may not sell'),
  ).toEqual(['may |not| sell'])
  expect(shown([...paragraph('You may'), ...paragraph('sell')], 'may sell')).toEqual([])
})

test('signs of regular expressions are signs', () => {
  expect(shown(paragraph('a.b (c) a+b'), '(c)')).toEqual(['(c)'])
  expect(shown(paragraph('axb'), 'a.b')).toEqual([])
})

test('an empty query finds nothing, and a common one no more than the limit', () => {
  expect(findOccurrences(paragraph('a'), '  ')).toEqual([])
  expect(findOccurrences(paragraph('a'.repeat(50)), 'a', 10)).toHaveLength(10)
})

test('letters that grow when they are made small do not shift the places', () => {
  expect(shown(paragraph('İİ fee'), 'fee')).toEqual(['fee'])
})

test('whatever stands in a segment is found there', () => {
  const words = fc.stringMatching(/^[a-zA-Z ."()]{0,12}$/)
  fc.assert(
    fc.property(words, fc.stringMatching(/^[a-z]{3,6}$/), words, (before, word, after) => {
      const places = findOccurrences(paragraph(before, word, after), word)
      expect(places).toContainEqual({
        start: { segment: 1, offset: 0 },
        end: { segment: 1, offset: word.length },
      })
    }),
  )
})
