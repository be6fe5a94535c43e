import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRightToLeft, visualOrder } from './visual-order.ts'

const drawn = (text: string) => {
  const pieces = (text.match(/\s+|\S+/g) ?? []).map((piece) => ({ text: piece }))
  return visualOrder(pieces, isRightToLeft(text))
    .map((piece) => piece.text)
    .join('')
}

describe('from left to right a line is drawn', () => {
  test.each([
    ['as it is where nothing runs from the right', 'one two', 'one two'],
    ['with Hebrew words in reverse within English', 'say שלום עולם twice', 'say עולם שלום twice'],
    ['in reverse within Hebrew', 'שלום עולם', 'עולם שלום'],
    ['with English words in their order within Hebrew', 'שלום to you עולם', 'עולם to you שלום'],
  ])('%s', (_, text, expected) => {
    expect(drawn(text)).toBe(expected)
  })

  test('with every word once', () => {
    const words = fc.array(fc.constantFrom('a', 'b2', 'שלום', 'عالم', '7', '–', ' '))
    fc.assert(
      fc.property(words, fc.boolean(), (texts, base) => {
        const order = visualOrder(
          texts.map((text) => ({ text })),
          base,
        )
        expect(order.map((piece) => piece.text).toSorted()).toEqual(texts.toSorted())
      }),
    )
  })
})

test('its first letter says where a paragraph begins', () => {
  expect([isRightToLeft('42 שלום'), isRightToLeft('a שלום'), isRightToLeft('42')]).toEqual([
    true,
    false,
    false,
  ])
})
