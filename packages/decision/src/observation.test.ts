import { beforeEach, describe, expect, it } from 'vitest'
import { evaluate, may } from './evaluate.ts'
import { account, change, linesOf, member, NOW, participant, snapshotOf } from './testdata/world.ts'
import { loadState } from './load-state.ts'
import type { Question } from './question.ts'
import { Snapshot } from './snapshot.ts'
import { stateLines } from './state-lines.ts'

const UNTIL = NOW + 60_000

let snapshot: Snapshot

beforeEach(async () => {
  snapshot = await snapshotOf()
})

const person: Question = {
  kind: 'member',
  account: 'acme',
  member: 'ann',
  purpose: 'meeting_summary',
}
const summary = (): Question => ({
  kind: 'feature',
  meeting: 'm1',
  roster: snapshot.meetings.get('m1')?.roster ?? null,
  purpose: 'meeting_summary',
})
const item: Question = {
  kind: 'item',
  purpose: 'product_improvement',
  item: { account: 'acme', category: 'audio', contributors: [{ account: 'beta', member: 'vic' }] },
}

const watches = (id: string, observedUntil: number | null = UNTIL) =>
  change(snapshot, account(id, { observedUntil }))

const until = (question: Question, now = NOW) => evaluate(snapshot, question, now).observedUntil

describe('an account that only watches decisions', () => {
  it('has them computed as ever, and every answer about it says until when nobody enforces it', () => {
    const before = evaluate(snapshot, person, NOW)
    watches('acme')
    const after = evaluate(snapshot, person, NOW)
    expect(before.observedUntil).toBeNull()
    expect({ ...after, revision: 0 }).toEqual({ ...before, observedUntil: UNTIL, revision: 0 })
    change(snapshot, member('acme', 'ann', [[0, 'withdrawn']]))
    expect(evaluate(snapshot, person, NOW)).toMatchObject({
      decision: 'deny',
      observedUntil: UNTIL,
    })
    expect(may(snapshot, person, NOW)).toBe(false)
  })

  it('is told so of what cannot be answered too, as long as it is known whose question it is', () => {
    watches('acme')
    expect(until({ ...person, purpose: 'nothing' })).toBe(UNTIL)
    expect(until({ ...person, member: 'nobody' })).toBe(UNTIL)
    expect(until({ ...person, account: 'nowhere' })).toBeNull()
    expect(until({ ...summary(), meeting: 'nowhere' } as Question)).toBeNull()
  })

  it('holds to them from the instant on, by the clock that is handed in, and no answer outlasts it', () => {
    watches('acme', NOW + 300)
    expect(evaluate(snapshot, person, NOW)).toMatchObject({
      observedUntil: NOW + 300,
      validUntil: NOW + 300,
    })
    expect(until(person, NOW + 299)).toBe(NOW + 300)
    expect(until(person, NOW + 300)).toBeNull()
    watches('acme')
    watches('acme', null)
    expect(until(person)).toBeNull()
    expect(snapshot.observing.size).toBe(0)
  })

  it('lifts nothing of what another account holds to, in a meeting or of an item', () => {
    change(snapshot, participant('p-vic', 'beta', 'vic'))
    watches('acme')
    expect([until(summary()), until(item)]).toEqual([null, null])
    watches('beta', UNTIL - 1)
    expect([until(summary()), until(item)]).toEqual([UNTIL - 1, UNTIL - 1])
    watches('acme', null)
    expect([until(summary()), until(item)]).toEqual([null, null])
    watches('acme')
    change(snapshot, participant('p-new', 'nowhere', 'nobody', { roster: 2 }))
    expect(until(summary())).toBeNull()
  })

  it('has the guests in its meeting watched with it', () => {
    for (const id of snapshot.meetings.get('m1')!.participants.keys())
      change(snapshot, participant(id, null, null, { present: id !== 'p-vic' }))
    watches('acme')
    expect(until(summary())).toBe(UNTIL)
  })

  it('is not said to where the state is too old to know that it goes on', () => {
    watches('acme')
    snapshot.lost()
    expect(until(person)).toBe(UNTIL)
    expect(until(item)).toBeNull()
    expect(until(person, NOW + 30_001)).toBeNull()
  })

  it('is written with the state, and read with it', async () => {
    watches('acme')
    const copy = new Snapshot()
    await loadState(copy, [...stateLines(snapshot)], () => Promise.resolve())
    copy.heard(NOW)
    expect(evaluate(copy, person, NOW)).toEqual(evaluate(snapshot, person, NOW))
    const broken = linesOf([account('acme', { observedUntil: 'tomorrow' })])
    await expect(loadState(new Snapshot(), [broken], () => Promise.resolve())).rejects.toThrow(
      'account: observedUntil is wrong or missing',
    )
  })
})
