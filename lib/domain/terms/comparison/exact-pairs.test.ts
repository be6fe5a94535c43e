import { expect, test } from 'vitest'
import { parsedTerms } from '../../../../test-support/parsed-terms.ts'
import { exactPairs } from './exact-pairs.ts'

function pairs(from: string, to: string): string[] {
  return exactPairs(parsedTerms(from).clauses, parsedTerms(to).clauses).map((pair) =>
    pair.join('>'),
  )
}

const clause = (title: string, text: string) => `## ${title}\n\n${text}\n\n`

test.each([
  ['nothing in common', [['A', 'one']], [['A', 'two']], []],
  [
    'the same',
    [
      ['A', 'one'],
      ['B', 'two'],
    ],
    [
      ['A', 'one'],
      ['B', 'two'],
    ],
    ['0>0', '1>1'],
  ],
  [
    'another order',
    [
      ['A', 'one'],
      ['B', 'two'],
    ],
    [
      ['B', 'two'],
      ['A', 'one'],
    ],
    ['1>0', '0>1'],
  ],
  [
    'one more of the same',
    [['A', 'one']],
    [
      ['A', 'one'],
      ['A', 'one'],
    ],
    ['0>0'],
  ],
  [
    'one less of the same',
    [
      ['A', 'one'],
      ['A', 'one'],
    ],
    [['A', 'one']],
    ['0>0'],
  ],
])('%s', (_what, from, to, expected) => {
  const document = (clauses: readonly (readonly string[])[]) =>
    clauses.map(([title = '', text = '']) => clause(title, text)).join('')
  expect(pairs(document(from), document(to))).toEqual(expected)
})

test('of clauses with the same words those with the same number belong together', () => {
  const from = '**1.1 Reserved.** Nothing.\n\n**1.2 Reserved.** Nothing.\n'
  const to = '**1.2 Reserved.** Nothing.\n\n**1.3 Reserved.** Nothing.\n'
  expect(pairs(from, to)).toEqual(['1>0', '0>1'])
})
