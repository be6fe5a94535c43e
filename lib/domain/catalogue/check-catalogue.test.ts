import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Catalogue, Category, Notice, Purpose } from './catalogue.ts'
import { checkCatalogue } from './check-catalogue.ts'
import { smallCatalogue } from './testdata/small-catalogue.ts'

function problems(departure: Partial<Catalogue>): readonly string[] {
  const found = checkCatalogue({ ...smallCatalogue, ...departure })
  return found.map(({ code, subject }) => `${code} ${subject}`)
}

function category(key: string, change: Partial<Category>): Partial<Catalogue> {
  const categories = smallCatalogue.categories.map((each) =>
    each.key === key ? { ...each, ...change } : each,
  )
  return { categories }
}

function purpose(key: string, change: Partial<Purpose>): Partial<Catalogue> {
  const purposes = smallCatalogue.purposes.map((each) =>
    each.key === key ? { ...each, ...change } : each,
  )
  return { purposes }
}

function notice(of: string, change: Partial<Notice>): Partial<Catalogue> {
  const notices = smallCatalogue.notices.map((each) =>
    each.purpose === of ? { ...each, ...change } : each,
  )
  return { notices }
}

const [first] = smallCatalogue.notices as [Notice]

describe('checkCatalogue', () => {
  it('finds nothing wrong with a catalogue that is whole', () => {
    expect(problems({})).toEqual([])
  })

  it('takes how the output of a feature is marked, with an IRI, and nothing of sharing', () => {
    const output = { media: ['text'], law: 'Article 50(2)', exception: null } as const
    const mark = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'
    expect(problems(purpose('meeting_summary', { output: { ...output, mark } }))).toEqual([])
    expect(problems(purpose('meeting_summary', { output: { ...output, mark: 'AI' } }))).toEqual([
      'iri_malformed purposes.meeting_summary',
    ])
    expect(problems(purpose('improvement', { output: { ...output, mark } }))).toEqual([
      'output_of_sharing purposes.improvement',
    ])
  })

  it('finds nothing wrong with the demonstration’s catalogue', () => {
    const path = new URL('../../../prisma/catalogue.json', import.meta.url)
    const catalogue = JSON.parse(readFileSync(path, 'utf8')) as Catalogue
    expect(checkCatalogue(catalogue)).toEqual([])
    expect(catalogue.purposes.length).toBeGreaterThan(0)
  })

  it.each<[string, Partial<Catalogue>, string]>([
    [
      'a category twice',
      { categories: [...smallCatalogue.categories, ...smallCatalogue.categories.slice(0, 1)] },
      'key_repeated categories.audio',
    ],
    [
      'a purpose twice',
      { purposes: [...smallCatalogue.purposes, ...smallCatalogue.purposes.slice(0, 1)] },
      'key_repeated purposes.meeting_summary',
    ],
    [
      'a key that is no word',
      category('outputs', { key: 'Out puts' }),
      'key_malformed categories.Out puts',
    ],
    ['a blank title', category('outputs', { title: ' ' }), 'text_missing categories.outputs'],
    [
      'a category that a purpose names and nobody defines',
      purpose('improvement', { categories: ['audio', 'telepathy'] }),
      'category_unknown purposes.improvement',
    ],
    [
      'a category named twice in a purpose',
      purpose('improvement', { categories: ['audio', 'audio'] }),
      'category_repeated purposes.improvement',
    ],
    [
      'data derived from nothing known',
      category('transcripts', { derivedFrom: ['telepathy'] }),
      'source_unknown categories.transcripts',
    ],
    [
      'data derived from itself',
      category('audio', { derivedFrom: ['outputs'] }),
      'sources_circular categories.audio',
    ],
    [
      'sharing derived data without asking about its source',
      purpose('improvement', { categories: ['chat', 'transcripts'] }),
      'source_missing purposes.improvement',
    ],
    [
      'an IRI that is none',
      purpose('improvement', { dpv: { purpose: 'Purpose', processing: [], capabilities: [] } }),
      'iri_malformed purposes.improvement',
    ],
    [
      'a notice about no purpose',
      { notices: [...smallCatalogue.notices, { ...first, purpose: 'mind_reading' }] },
      'purpose_unknown notices.mind_reading.en',
    ],
    [
      'a purpose without a notice',
      { notices: smallCatalogue.notices.slice(0, 1) },
      'notice_missing notices.improvement.en',
    ],
    [
      'a purpose without a notice in a language that has none to fall back to',
      { notices: [{ ...first, language: 'nl' }] },
      'notice_missing notices.improvement.nl',
    ],
    [
      'two notices for one purpose and language',
      { notices: [...smallCatalogue.notices, first] },
      'notice_repeated notices.meeting_summary.en',
    ],
    [
      'sharing for which the account is said to be responsible',
      notice('improvement', { controller: 'account' }),
      'controller_not_operator notices.improvement.en',
    ],
    [
      'sharing for which someone like the operator is responsible',
      notice('improvement', {
        controller: { ...smallCatalogue.operator, email: 'x@other.example' },
      }),
      'controller_not_operator notices.improvement.en',
    ],
    [
      'a withdrawal that asks somebody whom the notice does not name',
      notice('improvement', {
        afterWithdrawal: [{ effect: 'erase', party: 'x', sentence: 'It goes.', within: 'P1D' }],
      }),
      'party_unknown notices.improvement.en',
    ],
    [
      'a withdrawal that asks something within no duration',
      notice('improvement', {
        afterWithdrawal: [
          { effect: 'stop', party: smallCatalogue.operator.id, sentence: 'So.', within: 'soon' },
        ],
      }),
      'duration_malformed notices.improvement.en',
    ],
    [
      'a retention that is no duration',
      notice('improvement', { retention: { sentence: 'Kept.', duration: '30 days' } }),
      'duration_malformed notices.improvement.en',
    ],
    [
      'a validity that is no duration',
      notice('improvement', { validity: 'forever' }),
      'duration_malformed notices.improvement.en',
    ],
    [
      'a notice that says nothing of what it does not cover',
      notice('improvement', { doesNotCover: [] }),
      'text_missing notices.improvement.en',
    ],
    [
      'C6: a notice that does not say how to withdraw',
      notice('improvement', { withdrawal: '' }),
      'text_missing notices.improvement.en',
    ],
  ])('names %s', (_, departure, expected) => {
    expect(problems(departure)).toContain(expected)
  })

  it('names each purpose when there is no notice at all', () => {
    expect(problems({ notices: [] })).toEqual([
      'notice_missing notices.meeting_summary',
      'notice_missing notices.improvement',
    ])
  })

  it('takes a notice in one language more, and names that are translated', () => {
    const notices = [...smallCatalogue.notices, { ...first, language: 'nl' }]
    const purposes = smallCatalogue.purposes.map((purpose) => ({
      ...purpose,
      translations: { nl: { title: 'Naam', summary: 'Wat het doet.' } },
    }))
    expect(problems({ notices, purposes })).toEqual([])
  })

  it('takes a validity of null: until it is taken back', () => {
    expect(problems(notice('improvement', { validity: null }))).toEqual([])
  })

  it('comes to an end on sources that run in a circle beside the one it started from', () => {
    const { categories } = smallCatalogue
    const circle = categories.map((each) =>
      each.key === 'audio' ? { ...each, derivedFrom: ['transcripts'] } : each,
    )
    expect(problems({ categories: circle })).toContain('sources_circular categories.transcripts')
  })
})
