import { describe, expect, it } from 'vitest'
import {
  findNotice,
  findPurpose,
  isKnown,
  noticeBytes,
  questionsOf,
  sourcesOf,
  type Notice,
} from './catalogue.ts'
import { smallCatalogue } from './testdata/small-catalogue.ts'

const [notice] = smallCatalogue.notices as [Notice]
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('noticeBytes', () => {
  it('are canonical JSON: the order of members does not matter, every word does', () => {
    const turned = Object.fromEntries(Object.entries(notice).toReversed()) as unknown as Notice
    expect(noticeBytes(turned)).toEqual(noticeBytes(notice))
    expect(text(noticeBytes(notice))).toMatch(/^\{"complaint":"Complain to the authority\.",/)
    for (const departure of [{ title: 'Another' }, { validity: null }, { language: 'nl' }]) {
      expect(noticeBytes({ ...notice, ...departure })).not.toEqual(noticeBytes(notice))
    }
  })

  it('hold who is responsible, who receives and for how long', () => {
    const recipient = { ...smallCatalogue.operator, name: 'Another company' }
    const departures: Partial<Notice>[] = [
      { controller: smallCatalogue.operator },
      { recipients: [recipient] },
      { retention: { ...notice.retention, duration: 'P60D' } },
    ]
    for (const departure of departures) {
      expect(noticeBytes({ ...notice, ...departure })).not.toEqual(noticeBytes(notice))
    }
  })

  it('are UTF-8', () => {
    expect(text(noticeBytes({ ...notice, title: 'Zusammenfassung für alle' }))).toContain(
      'Zusammenfassung für alle',
    )
  })
})

describe('questionsOf', () => {
  it('C5: asks a feature as one, and sharing by purpose and category', () => {
    expect(questionsOf(smallCatalogue, 'feature')).toEqual([
      { kind: 'feature', purpose: 'meeting_summary', category: null },
    ])
    expect(questionsOf(smallCatalogue, 'sharing')).toEqual([
      { kind: 'sharing', purpose: 'improvement', category: 'audio' },
      { kind: 'sharing', purpose: 'improvement', category: 'chat' },
    ])
  })

  it('C2: a purpose is a feature or sharing, and never on both pages', () => {
    const of = (kind: 'feature' | 'sharing') =>
      questionsOf(smallCatalogue, kind).map(({ purpose }) => purpose)
    expect(of('feature').filter((purpose) => of('sharing').includes(purpose))).toEqual([])
  })
})

describe('isKnown', () => {
  it.each([
    ['meeting_summary', null, 'known'],
    ['improvement', 'audio', 'known'],
    ['improvement', 'transcripts', 'unknown_category'],
    ['improvement', null, 'unknown_category'],
    ['improvement', 'telepathy', 'unknown_category'],
    ['meeting_summary', 'audio', 'unknown_category'],
    ['mind_reading', null, 'unknown_purpose'],
    ['constructor', null, 'unknown_purpose'],
  ])('C41: %s and %s is %s', (purpose, category, known) => {
    expect(isKnown(smallCatalogue, purpose, category)).toBe(known)
  })
})

describe('sourcesOf', () => {
  it.each([
    ['audio', ['audio']],
    ['transcripts', ['audio']],
    ['outputs', ['audio', 'chat']],
    ['telepathy', []],
  ])('derived data follows its sources: %s comes from %j', (key, sources) => {
    expect(sourcesOf(smallCatalogue, key)).toEqual(sources)
  })
})

describe('find', () => {
  it('answers null for what is not there', () => {
    expect(findPurpose(smallCatalogue, 'mind_reading')).toBeNull()
    expect(findNotice(smallCatalogue, 'improvement', 'nl')).toBeNull()
    expect(findNotice(smallCatalogue, 'improvement', 'en')?.purpose).toBe('improvement')
  })
})
