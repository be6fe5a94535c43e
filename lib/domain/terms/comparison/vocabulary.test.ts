import { describe, expect, test } from 'vitest'
import { parsedTerms } from '../../../../test-support/parsed-terms.ts'
import { Lexicon, wordsOfClause } from './clause-words.ts'
import { MentionReader } from './mentions.ts'
import {
  dataForms,
  liabilityForms,
  onlyThat,
  useForms,
  vocabulary,
  withoutConsent,
} from './vocabulary.ts'

function mentionsIn(text: string) {
  const lexicon = new Lexicon()
  return new MentionReader(lexicon).read(wordsOfClause(parsedTerms(text), 0, lexicon))
}

function standings(text: string): string[] {
  return mentionsIn(text)
    .terms.filter(({ pair }) => pair === undefined)
    .map(({ term, standing }) => `${standing} ${term}`)
}

test('every form is words in small letters, and a stem is long enough to mean something', () => {
  const all = [
    ...vocabulary.flatMap(({ forms, near = [] }) => [...forms, ...near]),
    ...useForms,
    ...liabilityForms,
    ...dataForms,
  ]
  for (const form of all) {
    expect(form).toMatch(/^[a-z][a-z-]*\*?(?: [a-z-]+\*?)*$/)
    expect(form.replace('*', '').length, form).toBeGreaterThanOrEqual(2)
    if (form.includes('*')) expect(form.split('*')[0]?.length, form).toBeGreaterThanOrEqual(3)
  }
})

test('a term has one name and one kind', () => {
  const names = vocabulary.map(({ term }) => term)
  expect(new Set(names).size).toBe(names.length)
})

test.each(vocabulary.flatMap((term) => term.forms.map((form) => [form, term] as const)))(
  '"%s" is found where a sentence allows it',
  (form, { term, near }) => {
    const word = form.replaceAll('*', 's')
    const text = `We may use data ${word} and ${near?.[0]?.replace('*', '') ?? 'more'}.`
    expect(mentionsIn(text).terms.map((each) => each.term)).toContain(term)
  },
)

describe('who may do what', () => {
  test.each<[text: string, expected: string[]]>([
    ['We sell your data.', ['granted selling data']],
    ['We do not sell your data.', ['ruled-out selling data']],
    ["We don't sell your data.", ['ruled-out selling data']],
    [
      'We never sell your data, but we may use it for marketing.',
      ['ruled-out selling data', 'granted marketing'],
    ],
    [
      'We share data with partners and not with advertisers.',
      ['granted partners', 'ruled-out advertisers'],
    ],
    ['You may share data with partners.', []],
    ['You agree that we may share data with partners.', ['granted partners']],
    ['You must not share data with partners.', []],
    ['Users may not use audio to train AI models.', []],
    ['We may use audio.', ['granted audio']],
    ['There is good audio here.', []],
    ['A whiteboard hangs in every room.', []],
    ['We are not liable for video that we store.', []],
    ['We grant you a worldwide licence.', []],
    [
      'You grant us a worldwide, non-exclusive licence.',
      ['granted a worldwide licence', 'ruled-out an exclusive right'],
    ],
    ['We use data only as you say.', [`granted ${onlyThat}`]],
    ['You may use data only as we say.', []],
    ['We will not use audio without your consent.', ['ruled-out audio', 'excepted your consent']],
    ['We use audio without your consent.', ['granted audio', `granted ${withoutConsent}`]],
    ['Licences for marketing have ended.', ['ruled-out marketing']],
    [
      'We do not sell data. This applies to audio that is stored as well.',
      ['ruled-out selling data', 'ruled-out audio'],
    ],
  ])('%s', (text, expected) => {
    expect(standings(text)).toEqual(expected)
  })

  test('a title promises nothing', () => {
    expect(standings('## Selling data\n\nWe open at nine.')).toEqual([])
  })

  test('content and purpose of one sentence are a pair', () => {
    const pairs = mentionsIn('We use audio for marketing. We use chat.').terms.flatMap(
      ({ pair }) => (pair ? [pair] : []),
    )
    expect(pairs).toEqual([['audio', 'marketing']])
  })
})

describe('periods', () => {
  test.each<[text: string, expected: [string, number][]]>([
    ['We delete it after 30 days.', [['retention', 30]]],
    ['We keep it for twelve months.', [['retention', 365]]],
    ['We keep it for thirty (30) working days.', [['retention', 30]]],
    ['It is kept for a year.', [['retention', 365]]],
    ['We tell you 2 weeks before.', [['notice', 14]]],
    ['It is erased within 48 hours.', [['retention', 2]]],
    ['You pay within 30 days.', []],
    ['Days go by, and we delete it.', []],
  ])('%s', (text, expected) => {
    expect(mentionsIn(text).periods.map(({ about, days }) => [about, days])).toEqual(expected)
  })
})
