import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakLines } from './break-lines.ts'

/** Every letter is as wide as one. */
const measure = ({ text }: { text: string }) => text.length
const lines = (text: string, width: number) =>
  breakLines([{ text, face: 'serif' }], width, measure).map((line) =>
    line.map((piece) => piece.text).join(''),
  )

describe('a line', () => {
  test('ends between words, with the space', () => {
    expect(lines('one two three', 8)).toEqual(['one two ', 'three'])
  })

  test('ends in a word that is too long, such as a digest', () => {
    expect(lines('a 0123456789', 4)).toEqual(['a 01'.slice(0, 2), '0123', '4567', '89'])
  })

  test('ends where the text says so', () => {
    expect(lines('a\n\nb', 8)).toEqual(['a', '', 'b'])
  })

  test('may end behind any ideograph', () => {
    expect(lines('会議の要約', 2)).toEqual(['会議', 'の要', '約'])
  })

  test('loses no letter and is never too wide but for spaces at its end', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const broken = lines(text, width)
        expect(broken.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
        for (const line of broken) expect(line.trimEnd().length).toBeLessThanOrEqual(width)
      }),
    )
  })
})
