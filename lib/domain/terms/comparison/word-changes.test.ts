import { expect, test } from 'vitest'
import { parsedTerms } from '../../../../test-support/parsed-terms.ts'
import { Lexicon, wordsOfClause } from './clause-words.ts'
import { wholeChange, wordChanges } from './word-changes.ts'

function shown(from: string, to: string): string {
  const lexicon = new Lexicon()
  const words = (text: string) => wordsOfClause(parsedTerms(text), 0, lexicon)
  return wordChanges(words(from), words(to), lexicon)
    .map(({ op, text }) =>
      op === 'equal' ? text : op === 'insert' ? `{+${text}+}` : `[-${text}-]`,
    )
    .join('')
}

test.each([
  ['what stays is told once', 'We keep it.', 'We keep it.', 'We keep it.'],
  [
    'a word for another',
    'We keep it for 30 days.',
    'We keep it for 60 days.',
    'We keep it for [-30 -]{+60 +}days.',
  ],
  [
    'letter case counts',
    'Our members may.',
    'Our Members may.',
    'Our [-members -]{+Members +}may.',
  ],
  ['a sentence more', 'We keep it.', 'We keep it. We share it.', 'We keep it.{+ We share it.+}'],
  ['space that was missing', 'Waiver.The rest', 'Waiver. The rest', 'Waiver.{+ +}The rest'],
  [
    'a small word between large changes is no island',
    'apples pears plums of cherries grapes melons',
    'bread butter cheese of sausages ham eggs',
    '[-apples pears plums of cherries grapes melons-]{+bread butter cheese of sausages ham eggs+}',
  ],
  [
    'a script without spaces is compared sign by sign',
    '利用者は同意する',
    '利用者は同意しない',
    '利用者は同意[-する-]{+しない+}',
  ],
])('%s', (_what, from, to, expected) => {
  expect(shown(from, to)).toBe(expected)
})

test('one side for the other leaves out what is empty', () => {
  expect(wholeChange('a', null)).toEqual([{ op: 'delete', text: 'a' }])
  expect(wholeChange('', 'b')).toEqual([{ op: 'insert', text: 'b' }])
  expect(wholeChange('a', 'b')).toHaveLength(2)
})
