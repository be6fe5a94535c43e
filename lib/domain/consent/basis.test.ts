import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  basisDigest,
  isStale,
  standingOf,
  termsBasis,
  type ConsentBasis,
  type MappedVersion,
  type ReviewStep,
} from './basis.ts'

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const basis: ConsentBasis = {
  purpose: 'train_platform_models',
  category: 'audio',
  terms: [
    { versionId: 'terms-1', digest: 'd1', clauseTextDigests: ['c1', 'c2'] },
    { versionId: 'privacy-1', digest: 'd2', clauseTextDigests: ['c3'] },
  ],
  noticeDigest: 'n1',
  definitionDigest: 'def1',
}

const terms = (...clauses: string[]) => [
  { versionId: 'terms-2', digest: 'd9', clauseTextDigests: clauses },
]

describe('isStale', () => {
  it('C8: formatting never makes stale: another version with the same words', () => {
    expect(isStale(basis, { ...basis, terms: terms('c1', 'c2', 'c3') })).toBe(false)
  })

  it('C8: a clause that moved, was renumbered or went to another document never makes stale', () => {
    expect(isStale(basis, { ...basis, terms: terms('c3', 'c2', 'c1') })).toBe(false)
  })

  it.each([
    ['changed', ['c1', 'c2x', 'c3']],
    ['added', ['c1', 'c2', 'c3', 'c4']],
    ['removed', ['c1', 'c2']],
    ['all gone', []],
  ])('C8: a clause %s makes stale', (_, clauses) => {
    expect(isStale(basis, { ...basis, terms: terms(...clauses) })).toBe(true)
  })

  it('another notice makes stale', () => {
    expect(isStale(basis, { ...basis, noticeDigest: 'n2' })).toBe(true)
  })

  it('another definition in the catalogue makes stale', () => {
    expect(isStale(basis, { ...basis, definitionDigest: 'def2' })).toBe(true)
  })

  it('nothing is stale against itself', () => {
    expect(isStale(basis, basis)).toBe(false)
  })
})

describe('C8: isStale across publications that were reviewed', () => {
  const given: ConsentBasis = {
    ...basis,
    terms: [{ versionId: 'v1', digest: 'd', clauseTextDigests: ['a', 'b'] }],
  }
  const now = (...words: string[]): ConsentBasis => ({
    ...given,
    terms: [{ versionId: 'v2', digest: 'e', clauseTextDigests: words }],
  })
  type Effect = 'widens' | 'narrows' | null
  const step = (from: string[], to: string[], effect: Effect, rested: string[]) => ({
    at: new Date('2026-02-02T00:00:00Z'),
    changes: [{ from, to, effect }],
    rested,
  })
  const stale = (current: ConsentBasis, ...steps: ReturnType<typeof step>[]) =>
    isStale(given, current, new Map([['v1', steps]]))

  it.each([
    ['widens', true],
    ['narrows', false],
    [null, false],
  ] as const)('a clause changed, added or removed that %s', (effect, expected) => {
    expect(stale(now('a', 'c'), step(['b'], ['c'], effect, ['a', 'c']))).toBe(expected)
    expect(stale(now('a', 'b', 'c'), step([], ['c'], effect, ['a', 'b', 'c']))).toBe(expected)
    expect(stale(now('a'), step(['b'], [], effect, ['a']))).toBe(expected)
  })

  it('what widens a clause that it does not rest on is nothing to it', () => {
    expect(stale(now('a', 'b'), step(['x'], ['y'], 'widens', ['a', 'b']))).toBe(false)
    expect(stale(now('a', 'b'), step([], ['y'], 'widens', ['a', 'b']))).toBe(false)
  })

  it('text that nobody reviewed, or that is mapped anew or no more, makes stale', () => {
    expect(stale(now('a', 'c'))).toBe(true)
    expect(stale(now('a', 'b', 'c'), step(['x'], ['y'], null, ['a', 'b', 'c']))).toBe(true)
    expect(stale(now('a'), step(['x'], ['y'], null, ['a']))).toBe(true)
    expect(stale(now('a'), step(['b'], ['c'], 'narrows', ['a']))).toBe(true)
    expect(stale(now('a', 'b', 'y'), step(['x'], ['y'], null, ['a', 'b', 'y']))).toBe(true)
  })

  it('clauses merged and split carry it along', () => {
    expect(stale(now('c'), step(['a', 'b'], ['c'], null, ['c']))).toBe(false)
    expect(stale(now('a', 'c', 'd'), step(['b'], ['c', 'd'], null, ['a', 'c', 'd']))).toBe(false)
    expect(stale(now('a', 'c'), step(['b'], ['c', 'd'], null, ['a', 'c']))).toBe(false)
  })

  it('the same words in a clause that stays are still rested on', () => {
    expect(stale(now('a', 'b'), step(['b'], [], null, ['a', 'b']))).toBe(false)
  })

  it('one step that widens is enough, and nothing after it undoes it', () => {
    const effects = fc.array(fc.constantFrom<Effect>('widens', 'narrows', null), { minLength: 1 })
    fc.assert(
      fc.property(effects, (all) => {
        const words = all.map((_, at) => `b${String(at)}`)
        const steps = all.map((effect, at) =>
          step([words[at - 1] ?? 'b'], [words[at]!], effect, ['a', words[at]!]),
        )
        expect(stale(now('a', words.at(-1)!), ...steps)).toBe(all.includes('widens'))
      }),
    )
  })

  it('another document’s words are no help and no harm', () => {
    const two: ConsentBasis = {
      ...given,
      terms: [...given.terms, { versionId: 'w1', digest: 'f', clauseTextDigests: ['b'] }],
    }
    const steps = new Map([['v1', [step(['b'], ['c'], null, ['a', 'c'])]]])
    const current = {
      ...now('a', 'c'),
      terms: [...now('a', 'c').terms, ...two.terms.slice(1)],
    }
    expect(isStale(two, current, steps)).toBe(false)
    expect(isStale(two, now('a', 'c'), steps)).toBe(true)
  })
})

describe('standingOf: what a yes was carried through', () => {
  const given: ConsentBasis = {
    ...basis,
    terms: [{ versionId: 'v1', digest: 'd', clauseTextDigests: ['a', 'b'] }],
  }
  const on = (day: number) => new Date(Date.UTC(2026, 1, day))
  type Change = ReviewStep['changes'][number]
  const step = (day: number, changes: Change[], rested: string[]): ReviewStep => ({
    at: on(day),
    changes,
    rested,
  })
  const carried = (words: string[], ...steps: ReviewStep[]) => {
    const terms = [{ versionId: 'v9', digest: 'e', clauseTextDigests: words }]
    return standingOf(given, { ...given, terms }, new Map([['v1', steps]]))
  }
  const narrows: Change = { from: ['b'], to: ['c'], effect: 'narrows' }
  const rewords: Change = { from: ['b'], to: ['c'], effect: null }
  const elsewhere: Change = { from: ['x'], to: ['y'], effect: 'narrows' }

  it('nothing, where it rests on the same version or only formatting changed', () => {
    expect(standingOf(given, given)).toEqual({ isStale: false, carried: null })
    expect(carried(['a', 'b'], step(2, [], ['a', 'b']))).toEqual({ isStale: false, carried: null })
  })

  it('nothing, where what changed is not what it rests on', () => {
    const other = step(2, [elsewhere], ['a', 'b'])
    expect(carried(['a', 'b'], other)).toEqual({ isStale: false, carried: null })
  })

  it.each([
    [narrows, true],
    [rewords, false],
  ])('a change of its own clause, with the day and whether it narrowed', (change, narrowed) => {
    expect(carried(['a', 'c'], step(2, [change], ['a', 'c']))).toEqual({
      isStale: false,
      carried: { since: on(2), narrowed },
    })
  })

  it('of several the last, narrowed where any was; what only touched others is no part of it', () => {
    const again: Change = { from: ['c'], to: ['d'], effect: null }
    const steps = [
      step(2, [narrows], ['a', 'c']),
      step(5, [again], ['a', 'd']),
      step(9, [elsewhere], ['a', 'd']),
    ]
    expect(carried(['a', 'd'], ...steps)).toEqual({
      isStale: false,
      carried: { since: on(5), narrowed: true },
    })
  })

  it('through two documents: the later of them', () => {
    const two: ConsentBasis = {
      ...given,
      terms: [...given.terms, { versionId: 'w1', digest: 'f', clauseTextDigests: ['p'] }],
    }
    const now = [{ versionId: 'v9', digest: 'e', clauseTextDigests: ['a', 'c', 'q'] }]
    const steps = new Map([
      ['v1', [step(7, [rewords], ['a', 'c'])]],
      ['w1', [step(3, [{ from: ['p'], to: ['q'], effect: 'narrows' }], ['q'])]],
    ])
    expect(standingOf(two, { ...two, terms: now }, steps)).toEqual({
      isStale: false,
      carried: { since: on(7), narrowed: true },
    })
  })

  it('a yes that is needed again was carried through nothing', () => {
    const widens: Change = { from: ['a'], to: ['z'], effect: 'widens' }
    const steps = [step(2, [narrows], ['a', 'c']), step(5, [widens], ['z', 'c'])]
    expect(carried(['z', 'c'], ...steps)).toEqual({ isStale: true })
  })
})

describe('basisDigest', () => {
  const digest = (...bases: ConsentBasis[]) => basisDigest(bases, digestOf)

  it('is fit for an ETag', () => {
    expect(digest(basis)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('notices everything that a page rests on, a version with the same words too', () => {
    const others: ConsentBasis[] = [
      { ...basis, purpose: 'product_improvement' },
      { ...basis, category: 'chat' },
      { ...basis, category: null },
      { ...basis, noticeDigest: 'n2' },
      { ...basis, definitionDigest: 'def2' },
      { ...basis, terms: basis.terms.slice(1) },
      { ...basis, terms: terms('c1', 'c2', 'c3') },
    ]
    const digests = [basis, ...others].map((each) => digest(each))
    expect(new Set(digests).size).toBe(digests.length)
  })

  it('does not depend on the order of questions, versions and clauses, or on saying one twice', () => {
    const clause = fc.constantFrom('c1', 'c2', 'c3')
    const version = fc.record({
      versionId: fc.constantFrom('v1', 'v2'),
      digest: fc.constantFrom('d1', 'd2'),
      clauseTextDigests: fc.array(clause, { maxLength: 3 }),
    })
    const bases = fc.array(
      fc.record({
        purpose: fc.constantFrom('meeting_summary', 'product_improvement'),
        category: fc.constantFrom('audio', null),
        terms: fc.array(version, { maxLength: 3 }),
        noticeDigest: fc.constantFrom('n1', 'n2'),
        definitionDigest: fc.constant('def1'),
      }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(bases, (list) => {
        const turned = list.toReversed().map((each) => ({
          ...each,
          terms: each.terms.toReversed().map((one) => ({
            ...one,
            clauseTextDigests: one.clauseTextDigests.toReversed(),
          })),
        }))
        expect(basisDigest([...turned, ...list], digestOf)).toBe(basisDigest(list, digestOf))
      }),
    )
  })

  it('a page that is current by its digest is never stale', () => {
    const versions = fc.array(
      fc.record({
        versionId: fc.constantFrom('v1', 'v2'),
        digest: fc.constant('d'),
        clauseTextDigests: fc.subarray(['c1', 'c2', 'c3']),
      }),
      { maxLength: 2 },
    )
    const any = fc.record({
      purpose: fc.constant('product_improvement'),
      category: fc.constant('audio'),
      terms: versions,
      noticeDigest: fc.constantFrom('n1', 'n2'),
      definitionDigest: fc.constantFrom('def1', 'def2'),
    })
    fc.assert(
      fc.property(any, any, (a, b) => {
        if (digest(a) === digest(b)) expect(isStale(a, b)).toBe(false)
        if (isStale(a, b)) expect(digest(a)).not.toBe(digest(b))
      }),
    )
  })
})

describe('termsBasis', () => {
  const version: MappedVersion = {
    versionId: 'terms-1',
    digest: 'd1',
    clauses: [
      { textDigest: 'plain', purposes: [] },
      { textDigest: 'all', purposes: [{ purpose: 'improvement', category: null }] },
      { textDigest: 'audio', purposes: [{ purpose: 'improvement', category: 'audio' }] },
      { textDigest: 'chat', purposes: [{ purpose: 'improvement', category: 'chat' }] },
      { textDigest: 'other', purposes: [{ purpose: 'summary', category: null }] },
    ],
  }
  const clausesFor = (purpose: string, category: string | null) =>
    termsBasis([version], purpose, category)[0]?.clauseTextDigests

  it('C5: an answer about audio rests on what is said about audio and about all of the purpose', () => {
    expect(clausesFor('improvement', 'audio')).toEqual(['all', 'audio'])
  })

  it('an answer about a whole purpose rests on every clause mapped to it', () => {
    expect(clausesFor('improvement', null)).toEqual(['all', 'audio', 'chat'])
  })

  it('keeps a version that says nothing about the purpose: it was in force too', () => {
    expect(termsBasis([version], 'unmapped', null)).toEqual([
      { versionId: 'terms-1', digest: 'd1', clauseTextDigests: [] },
    ])
  })
})
