import { describe, expect, test } from 'vitest'
import { compareTexts, parsedTerms } from '../../../test-support/parsed-terms.ts'
import { clausesAfter, clausesBefore, followClause } from './clause-trail.ts'
import type { ClauseChange, ClauseReference } from './comparison/comparison.ts'

const first = `# Terms

## 1. Use

**1.1 Who may use it.** Everyone of your organisation may use the services as long as it has an account.

**1.2 Quiet hours.** Nobody may telephone between ten in the evening and seven in the morning of any day.

## 2. Price

**2.1 What it costs.** The price of each seat is what the order says, and is due within thirty days.
`
const renumbered = first
  .replace(
    '## 2. Price',
    '**1.3 Guests.** A guest may join a meeting when somebody lets them in from the lobby.\n\n## 2. Price',
  )
  .replace('**1.2 Quiet hours.**', '**1.4 Quiet hours.**')
const without = renumbered.replace(/\*\*1\.4 Quiet hours.*\n\n/, '')
const another = `# Gardening

**1. Soil.** Turn it over in March, feed it with compost, and wait until the frost has gone for good.

**2. Seeds.** Sow peas early, beans late, and courgettes only once the nights have become warm enough.
`

const texts = [first, renumbered, without]

function clauseOf(text: string, title: string): ClauseReference {
  const { ordinal, id, number } = parsedTerms(text).clauses.find((each) => each.title === title)!
  return { ordinal, id, number, title }
}

function trailOf(title: string, versions: readonly string[]) {
  const steps = versions.slice(1).map((text, at) => compareTexts(versions[at]!, text))
  return followClause(clauseOf(versions[0]!, title), steps)
}

describe('where a clause went', () => {
  test('one that stays the same is found at every step', () => {
    const trail = trailOf('What it costs', texts)
    expect(trail.map(({ changes }) => changes[0]?.verdict)).toEqual(['unchanged', 'unchanged'])
    expect(trail.at(-1)?.to[0]).toMatchObject({ number: '2.1', title: 'What it costs' })
  })

  test('one that moved is found under its new number', () => {
    const [step] = trailOf('Quiet hours', [first, renumbered])
    expect(step?.to.map(({ number }) => number)).toEqual(['1.4'])
    expect(step?.changes.map(({ verdict }) => verdict)).toEqual(['moved'])
  })

  test('one that is gone is not looked for any further', () => {
    const trail = trailOf('Quiet hours', [...texts, without])
    expect(trail).toHaveLength(2)
    expect(trail.at(-1)).toMatchObject({ to: [], replaced: false })
  })

  test('where the contract gave way to another, the step says so', () => {
    const trail = trailOf('Quiet hours', [first, another])
    expect(trail).toMatchObject([{ to: [], replaced: true }])
  })

  test('without a later version there is no step', () => {
    expect(trailOf('Quiet hours', [first])).toEqual([])
  })
})

describe('clauses that were put together or divided', () => {
  const reference = (ordinal: number): ClauseReference => ({
    ...{ ordinal, id: `c${ordinal}`, number: `${ordinal}`, title: null },
  })
  const [a, b, c] = [reference(1), reference(2), reference(3)]
  const row = (change: Partial<ClauseChange>): ClauseChange => ({
    ...{ verdict: 'rewritten', from: null, to: null, effect: null, similarity: 1 },
    ...{ reasons: [], changes: [], ...change },
  })
  const merging = { replaced: false, clauses: [row({ from: a, to: c, merged: [a, b] })] }
  const splitting = { replaced: false, clauses: [row({ from: c, to: a, split: [a, b] })] }

  test('a row speaks of all of them', () => {
    expect(clausesBefore(merging.clauses[0]!)).toEqual([a, b])
    expect(clausesAfter(merging.clauses[0]!)).toEqual([c])
    expect(clausesAfter(splitting.clauses[0]!)).toEqual([a, b])
    expect(clausesBefore(row({ to: a }))).toEqual([])
    expect(clausesAfter(row({ from: a }))).toEqual([])
  })

  test('each of those that were merged leads to the one', () => {
    for (const clause of [a, b])
      expect(followClause(clause, [merging])).toMatchObject([{ to: [c] }])
  })

  test('the one that was split leads to each, and both are followed on', () => {
    expect(followClause(c, [splitting])).toMatchObject([{ to: [a, b] }])
    const [, second] = followClause(c, [splitting, merging])
    expect(second).toMatchObject({ from: [a, b], to: [c] })
    expect(second?.changes).toHaveLength(1)
  })
})
