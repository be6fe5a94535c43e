import { expect, test } from 'vitest'
import type { Reason } from './comparison.ts'
import { reasonSentence } from './reason-sentence.ts'

const training = { kind: 'purpose', term: 'training artificial intelligence', weight: 3 } as const
const kept = { kind: 'period', term: 'retention', weight: 2, side: 'to' } as const
const told = { effect: null, side: 'to' } as const

test.each<[Reason, string]>([
  [
    { ...training, effect: 'widens', side: 'to' },
    'Allows a new purpose: training artificial intelligence.',
  ],
  [
    { ...training, effect: 'widens', side: 'from' },
    'No longer rules out a purpose: training artificial intelligence.',
  ],
  [
    { ...training, effect: 'narrows', side: 'to' },
    'Rules out a purpose: training artificial intelligence.',
  ],
  [
    { ...training, effect: 'narrows', side: 'from' },
    'No longer allows a purpose: training artificial intelligence.',
  ],
  [
    { ...kept, effect: 'narrows', from: 90, to: 30 },
    'The time that data is kept was 90 days and is 30 days.',
  ],
  [
    { ...kept, effect: 'widens', from: 1, to: null },
    'The time that data is kept is no longer stated: 1 day.',
  ],
  [
    { ...kept, term: 'notice', effect: 'narrows', from: null, to: 0.5 },
    'The notice that you are given is stated now: 12 hours.',
  ],
  [{ ...told, kind: 'number', from: '10.2', term: '10.5' }, 'Was 10.2, is 10.5.'],
  [{ ...told, kind: 'place', from: '3', term: '5' }, 'Stands in another place.'],
  [{ ...told, kind: 'name', from: 'Content', term: 'Data' }, 'Was called "Content".'],
  [{ ...told, kind: 'word', from: 'Input', term: 'Content' }, 'Says "Content" for "Input".'],
  [
    { ...told, kind: 'reference', from: '10.2', term: '10.5', follows: true },
    'Refers to 10.5 for 10.2, which is the same clause.',
  ],
  [
    { ...told, kind: 'reference', from: '10.2', term: '10.5', follows: false },
    'Refers to 10.5 for 10.2, which is another clause.',
  ],
  [
    { ...told, kind: 'reference', from: '10.2', term: '10.5', follows: null },
    'Refers to 10.5 for 10.2.',
  ],
])('%j', (reason, sentence) => {
  expect(reasonSentence(reason)).toBe(sentence)
})
