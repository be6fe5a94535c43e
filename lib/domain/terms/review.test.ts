import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClauseChange, Comparison, Verdict } from './comparison/comparison.ts'
import { verdicts } from './comparison/comparison.ts'
import {
  acceptProposals,
  approvalDigest,
  changedWords,
  emptyReview,
  freezeReview,
  isApproved,
  storedReview,
  type ReviewedEffect,
} from './review.ts'

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function clause(ordinal: number) {
  return { ordinal, id: `c${String(ordinal)}`, number: null, title: null }
}

function change(verdict: Verdict, parts: Partial<ClauseChange> = {}): ClauseChange {
  const from = verdict === 'added' ? null : clause(1)
  const to = verdict === 'removed' ? null : clause(2)
  const rest = { effect: null, similarity: 1, reasons: [], changes: [] }
  return { verdict, from, to, ...rest, ...parts }
}

function comparison(...clauses: ClauseChange[]): Comparison {
  const summary = Object.fromEntries(verdicts.map((each) => [each, 0])) as Comparison['summary']
  return { replaced: false, otherLanguage: false, judged: true, summary, clauses }
}

function said(effect: ReviewedEffect['effect'], note = ''): ReviewedEffect {
  return { from: 'c1', to: 'c2', effect, note }
}

const reviewOf = (...effects: ReviewedEffect[]) => ({ ...emptyReview, against: 1, effects })

describe('freezeReview', () => {
  test('only formatting and the unchanged are decided by the machine alone', () => {
    for (const verdict of verdicts) {
      const { problems } = freezeReview(comparison(change(verdict)), 1, reviewOf())
      const needsNobody = verdict === 'formatting' || verdict === 'unchanged'
      expect(problems.unconfirmed, verdict).toHaveLength(needsNobody ? 0 : 1)
    }
  })

  test.each([
    ['widened', 'widens', 'widened'],
    ['widened', 'narrows', 'narrowed'],
    ['widened', null, 'rewritten'],
    ['rewritten', 'widens', 'widened'],
    ['moved', null, 'moved'],
    ['moved', 'widens', 'widened'],
    ['cross-reference', null, 'cross-reference'],
  ] as const)('%s, said to be %s, is %s', (proposed, effect, verdict) => {
    const { frozen } = freezeReview(comparison(change(proposed)), 1, reviewOf(said(effect, 'Why.')))
    expect(frozen.changes).toEqual([
      {
        fromOrdinals: [1],
        toOrdinals: [2],
        proposed,
        proposedEffect: null,
        verdict,
        effect,
        note: 'Why.',
      },
    ])
  })

  test('what is added or removed stays that, whatever it does', () => {
    const added = change('added', { effect: 'widens' })
    const review = reviewOf({ from: null, to: 'c2', effect: 'narrows', note: '' })
    const [row] = freezeReview(comparison(added), 1, review).frozen.changes
    expect(row).toMatchObject({ verdict: 'added', proposedEffect: 'widens', effect: 'narrows' })
    expect(row?.fromOrdinals).toEqual([])
  })

  test('a merge and a split keep all their clauses', () => {
    const merged = change('rewritten', { merged: [clause(1), clause(3)] })
    const split = change('moved', { from: clause(4), to: clause(5), split: [clause(5), clause(6)] })
    const { frozen } = freezeReview(comparison(merged, split), 1, reviewOf())
    expect(
      frozen.changes.map(({ fromOrdinals, toOrdinals }) => [fromOrdinals, toOrdinals]),
    ).toEqual([
      [[1, 3], [2]],
      [[4], [5, 6]],
    ])
  })

  test('a review of another comparison is known to be one', () => {
    const compared = comparison(change('widened'))
    const isOutdated = (against: number | null, ...effects: ReviewedEffect[]) =>
      freezeReview(compared, against, reviewOf(...effects)).problems.isOutdated
    expect(isOutdated(1, said(null))).toBe(false)
    expect(isOutdated(2, said(null))).toBe(true)
    expect(isOutdated(1, { ...said(null), to: 'c9' })).toBe(true)
    expect(isOutdated(2)).toBe(false)
  })

  test('with nothing to compare with there is nothing to confirm', () => {
    const { frozen, problems } = freezeReview(null, null, emptyReview)
    expect([frozen.changes, problems.unconfirmed, problems.isOutdated]).toEqual([[], [], false])
  })

  test('every proposal accepted leaves nothing to confirm, and changes no effect', () => {
    const effect = fc.constantFrom('widens' as const, 'narrows' as const, null)
    const changes = fc
      .array(fc.record({ verdict: fc.constantFrom(...verdicts), effect }))
      .map((all) =>
        all.map(({ verdict, effect: proposed }, at) =>
          change(verdict, {
            from: verdict === 'added' ? null : clause(at * 2),
            to: verdict === 'removed' ? null : clause(at * 2 + 1),
            effect: proposed,
          }),
        ),
      )
    fc.assert(
      fc.property(changes, (all) => {
        const compared = comparison(...all)
        const review = { against: 1, effects: acceptProposals(compared), summaries: [] }
        const { frozen, problems } = freezeReview(compared, 1, review)
        expect(problems).toMatchObject({ unconfirmed: [], isOutdated: false })
        for (const row of frozen.changes) expect(row.effect).toBe(row.proposedEffect)
      }),
    )
  })
})

test('changes are told by the words of their clauses', () => {
  const before = [{ textDigest: 'a' }, { textDigest: 'b' }]
  const now = [{ textDigest: 'c' }]
  const rows = [{ fromOrdinals: [0, 1], toOrdinals: [0], effect: 'widens' as const }]
  expect(changedWords(rows, before, now)).toEqual([
    { from: ['a', 'b'], to: ['c'], effect: 'widens' },
  ])
})

describe('four eyes', () => {
  const frozen = freezeReview(comparison(change('widened')), 1, reviewOf(said('widens'))).frozen
  const draft = { textDigest: 'd', mapping: { purposes: [], ceilings: [] }, review: frozen }

  test('another text, mapping or review has another digest', () => {
    const others = [
      draft,
      { ...draft, textDigest: 'e' },
      { ...draft, mapping: { purposes: [1], ceilings: [] } },
      { ...draft, review: { ...frozen, summaries: [{ language: 'en', text: 'More.' }] } },
    ]
    const digests = others.map((each) => approvalDigest(each, digestOf))
    expect(new Set(digests).size).toBe(others.length)
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/)
  })

  test('the publisher’s own approval is none', () => {
    const approvals = [{ digest: 'd', actorId: 'ann' }]
    expect(isApproved('d', approvals, 'sia')).toBe(true)
    expect(isApproved('d', approvals, null)).toBe(true)
    expect(isApproved('d', approvals, 'ann')).toBe(false)
    expect(isApproved('e', approvals, 'sia')).toBe(false)
    expect(isApproved('d', [], 'sia')).toBe(false)
  })
})

test('a row that is no review is a broken one', () => {
  expect(storedReview(emptyReview)).toEqual(emptyReview)
  for (const wrong of [null, 'x', {}, { effects: [] }])
    expect(() => storedReview(wrong)).toThrow('review_draft')
})
