import { expect, test } from 'vitest'
import type { AnswerAgain } from '#lib/queries/home.ts'
import { againSentence, termsSentence } from './reminder-words.ts'
import { putOff, terms } from './testdata/terms.ts'

test.each([
  [{}, 'is in force since 2 February 2026, and Harbour & Field has not answered.'],
  [{ isScheduled: true }, 'takes force on 2 February 2026, and Harbour & Field has not answered.'],
  [{ answer: putOff }, 'waits again: Harbour & Field put its answer off until 20 February 2026.'],
])('what waits for an account is one sentence', (changes, words) => {
  expect(termsSentence([terms(changes)], 'Harbour & Field')).toBe(
    `Service terms, version 4, ${words}`,
  )
})

test('of several texts it names each, in one sentence still', () => {
  const annex = terms({ title: 'Data annex', number: 2 })
  expect(termsSentence([terms(), annex], 'Harbour & Field')).toBe(
    '2 texts wait for Harbour & Field’s answer: Service terms (version 4) and Data annex (version 2).',
  )
})

test('a person’s own answers are named once each, sharing as sharing', () => {
  const again = (question: AnswerAgain['question'], title: string) => ({
    question,
    title,
    since: [],
  })
  expect(
    againSentence([
      again('features', 'Chat compose'),
      again('sharing', 'Product improvement'),
      again('sharing', 'Product improvement'),
    ]),
  ).toBe('Your answer is needed again about chat compose and sharing for product improvement.')
})
