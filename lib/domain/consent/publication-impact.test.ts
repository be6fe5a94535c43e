import { createHash } from 'node:crypto'
import { canonicalJson } from '@assent/receipt'
import { describe, expect, test } from 'vitest'
import type { Platform, PublishedTerms } from '#lib/domain/platform/platform.ts'
import { smallCatalogue } from '../../../test-support/small-catalogue.ts'
import { publicationImpact, type StandingYeses, type YesKind } from './publication-impact.ts'

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const bytesOf = (value: object) => new TextEncoder().encode(canonicalJson(value))
const day = (text: string) => new Date(`${text}T00:00:00Z`)
const now = { at: day('2026-03-01'), language: 'en', digestOf }

describe('whom a version asks again', () => {
  test('everybody whose yes rests on a clause that widens, each person once', () => {
    const yeses = said([
      [[summary(), compose()], 7],
      [[summary()], 10],
      [[summary(), audio()], 5],
      [[compose()], 20],
    ])
    const { people, accounts, purposes } = impactOf(changed('summary', 'widens'), yeses)
    expect([people, accounts]).toEqual([22, 1])
    expect(purposes).toEqual([
      { purpose: 'meeting_summary', askedAgain: 22, accounts: 1, stopped: 22, goesOn: 0 },
    ])
  })

  test('of several accounts, those in which somebody is asked', () => {
    const yeses = said([
      [[summary('north')], 3],
      [[summary('south'), compose('west')], 4],
      [[compose('west')], 9],
    ])
    expect(impactOf(changed('summary', 'widens'), yeses)).toMatchObject({ people: 7, accounts: 2 })
  })

  test.each(['narrows', null] as const)('nobody, where the change is judged %s', (effect) => {
    const yeses = said([[[summary(), compose(), audio()], 50]])
    expect(impactOf(changed('summary', effect), yeses)).toEqual(nothing)
  })

  test('nobody, where nobody rests on the clause, and nobody for an archival version', () => {
    const draft = changed('summary', 'widens')
    expect(impactOf(draft, said([[[compose()], 50]]))).toEqual(nothing)
    expect(impactOf({ ...draft, archival: true }, said([[[summary()], 50]]))).toEqual(nothing)
    expect(impactOf(draft, { kinds: [], sets: [] })).toEqual(nothing)
  })

  test('not those whose yes was needed again before: another wording, a catalogue or notice that nobody knows', () => {
    const stale = [
      { ...summary(), noticeId: 'gone' },
      { ...summary(), catalogues: 0 },
      { ...summary(), termsVersionIds: [] },
    ]
    for (const kind of stale)
      expect(impactOf(changed('summary', 'widens'), said([[[kind], 9]]))).toEqual(nothing)
  })

  test('not those who answered what is not asked any more', () => {
    const retired = { ...summary(), purpose: 'meeting_poems' }
    expect(impactOf(changed('summary', 'widens'), said([[[retired], 9]]))).toEqual(nothing)
  })
})

describe('what stops until they answer', () => {
  test('nothing where a feature rests on another ground; their answer is needed all the same', () => {
    const grounded: YesKind = { ...summary('works-council'), ground: 'other_ground' }
    const yeses = said([
      [[summary()], 8],
      [[grounded], 6],
    ])
    expect(impactOf(changed('summary', 'widens'), yeses).purposes).toEqual([
      { purpose: 'meeting_summary', askedAgain: 14, accounts: 2, stopped: 8, goesOn: 6 },
    ])
  })

  test('sharing stops whatever ground the account has', () => {
    const yeses = said([[[{ ...audio(), ground: 'other_ground' as const }], 8]])
    expect(impactOf(changed('improvement', 'widens'), yeses).purposes).toMatchObject([
      { purpose: 'product_improvement', askedAgain: 8, stopped: 8, goesOn: 0 },
    ])
  })

  test('of one purpose some kinds of content may stop for a person, and others go on', () => {
    const only = changed('improvement', 'widens', 'audio')
    const yeses = said([
      [[audio(), { ...audio(), category: 'telemetry' }], 6],
      [[{ ...audio(), category: 'telemetry' }], 5],
    ])
    expect(impactOf(only, yeses).purposes).toMatchObject([
      { askedAgain: 6, stopped: 6, goesOn: 11 },
    ])
  })

  test('what the terms rule out from then on stops, and asks nobody', () => {
    const draft = changed('summary', null)
    const ceilings = draft.mapped
      .filter(({ purpose }) => purpose === 'chat_compose')
      .map((row) => ({ ...row, rule: 'forbidden' as const }))
    const impact = impactOf({ ...draft, ceilings }, said([[[summary(), compose()], 12]]))
    expect(impact).toMatchObject({ people: 0, accounts: 0 })
    expect(impact.purposes).toMatchObject([
      { purpose: 'chat_compose', askedAgain: 0, stopped: 12, goesOn: 0 },
    ])
  })
})

const nothing = { people: 0, accounts: 0, purposes: [] }

const catalogue = bytesOf(smallCatalogue)
const published: PublishedTerms = {
  ...{ id: 'v1', eventId: 'v1', documentSlug: 'terms', documentTitle: 'Terms', number: 1 },
  ...{ digest: 'd1', archival: false, ceilings: [], review: null, isActivated: false },
  ...{ effectiveAt: day('2026-01-01'), publishedAt: day('2026-01-01') },
  mapped: [
    mapped('meeting_summary', 'summary'),
    mapped('chat_compose', 'compose'),
    mapped('product_improvement', 'improvement'),
  ],
}
const platform: Platform = {
  endings: [],
  catalogues: [
    {
      ...{ eventId: 'c1', publishedAt: day('2026-01-01'), number: 1 },
      ...{ bytes: catalogue, digest: digestOf(catalogue) },
    },
  ],
  notices: smallCatalogue.notices.map((notice) => {
    const bytes = bytesOf(notice)
    const { purpose, language } = notice
    const own = { id: `about-${purpose}`, eventId: 'c1', number: 1, digest: digestOf(bytes) }
    return { ...own, purpose, language, bytes }
  }),
  terms: [published],
}

function mapped(purpose: string, words: string, category: string | null = null) {
  const clause = { ordinal: 0, anchor: words, number: null, title: null, digest: words }
  return { purpose, category, clause: { ...clause, textDigest: words } }
}

/** The next version: one clause says something else, and the operator judged what that does. */
function changed(
  words: string,
  effect: 'widens' | 'narrows' | null,
  category: string | null = null,
): PublishedTerms {
  const rows = published.mapped.map((row) =>
    row.clause.textDigest === words ? mapped(row.purpose, `${words} anew`, category) : row,
  )
  // What the other kinds of content rested on stands in a clause beside it.
  const beside = ['telemetry', 'chat', 'transcripts'].map((each) =>
    mapped('product_improvement', words, each),
  )
  const change = { from: [words], to: [`${words} anew`], effect }
  return {
    ...published,
    ...{ id: 'v2', eventId: 'v2', number: 2, digest: 'd2', publishedAt: now.at },
    mapped: category === null ? rows : [...rows, ...beside],
    review: { againstId: 'v1', changes: category === null ? [change] : [] },
  }
}

function kindOf(purpose: string, category: string | null, accountId: string): YesKind {
  const texts = { noticeId: `about-${purpose}`, termsVersionIds: ['v1'], catalogues: 1 }
  return { accountId, purpose, category, ...texts, ground: 'consent' }
}

function summary(account = 'north'): YesKind {
  return kindOf('meeting_summary', null, account)
}

function compose(account = 'north'): YesKind {
  return kindOf('chat_compose', null, account)
}

function audio(account = 'north'): YesKind {
  return kindOf('product_improvement', 'audio', account)
}

function said(of: readonly (readonly [readonly YesKind[], number])[]): StandingYeses {
  const kinds = of.flatMap(([own]) => own)
  let next = 0
  return { kinds, sets: of.map(([own, people]) => ({ kinds: own.map(() => next++), people })) }
}

function impactOf(draft: PublishedTerms, yeses: StandingYeses) {
  return publicationImpact(platform, draft, smallCatalogue, yeses, now)
}
