import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WordChange } from '#lib/domain/terms/comparison/comparison.ts'
import { foldSameWords } from './fold-same-words.ts'

const long = Array.from({ length: 120 }, (_, at) => `word${at}`).join(' ')
const inserted: WordChange = { op: 'insert', text: 'new ' }
const same = (text: string): WordChange => ({ op: 'equal', text })

describe('long runs of the same words', () => {
  test('between two changes keep their first and last words', () => {
    const runs = foldSameWords([inserted, same(long), inserted])
    expect(runs.map(({ op }) => op)).toEqual(['insert', 'equal', 'folded', 'equal', 'insert'])
    expect(runs[1]?.text).toMatch(/^word0 .* $/)
    expect(runs[3]?.text).toMatch(/word119$/)
  })

  test('at an end keep only the words beside the change', () => {
    expect(foldSameWords([same(long), inserted]).map(({ op }) => op)).toEqual([
      'folded',
      'equal',
      'insert',
    ])
    expect(foldSameWords([inserted, same(long)]).map(({ op }) => op)).toEqual([
      'insert',
      'equal',
      'folded',
    ])
  })

  test('say how many words they hold', () => {
    const [folded] = foldSameWords([same(long), inserted])
    const words = folded?.text.trim().split(' ').length
    expect(folded).toMatchObject({ op: 'folded', words })
  })

  test('that are all there is, or that are short, stay', () => {
    expect(foldSameWords([same(long)])).toEqual([same(long)])
    const short = [same('As before, '), inserted, same('and so on.')]
    expect(foldSameWords(short)).toEqual(short)
  })

  test('of one endless word stay', () => {
    const endless = same('x'.repeat(2000))
    expect(foldSameWords([inserted, endless, inserted])).toEqual([inserted, endless, inserted])
  })
})

test('no word is lost or moved by folding', () => {
  const change = fc.record({
    op: fc.constantFrom('equal' as const, 'insert' as const, 'delete' as const),
    text: fc
      .array(fc.constantFrom('a', 'clause', '\u{1F600}', ' ', '  '), { maxLength: 150 })
      .map((all) => all.join(' ')),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
      const joined = (runs: readonly { text: string }[]) => runs.map(({ text }) => text).join('')
      expect(joined(foldSameWords(changes))).toBe(joined(changes))
    }),
  )
})
