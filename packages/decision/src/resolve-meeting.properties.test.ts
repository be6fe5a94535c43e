import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostSentence } from './host-sentence.ts'
import type { ParticipantFacts } from './participant.ts'
import { resolveFeature, type FeatureQuestion, type FeatureResolution } from './resolve-feature.ts'
import {
  contributorCode,
  resolveItem,
  type ContributorFacts,
  type ItemQuestion,
} from './resolve-item.ts'
import { contributors, items, meetings } from './testdata/meetings.ts'

/** Whose part is taken in. */
function taken({ participants }: FeatureQuestion, resolution: FeatureResolution): Set<string> {
  if (resolution.decision === 'deny') return new Set()
  return new Set(participants.map(({ id }) => id).filter((id) => !resolution.leftOut.includes(id)))
}

/**
 * Nobody's part is taken in after that was not before. A meeting in which nobody was included has no
 * voter, as the empty one has none: somebody who then joins with a yes is included, alone.
 */
function expectNoWider(before: FeatureQuestion, after: FeatureQuestion): void {
  const was = resolveFeature(before)
  const is = resolveFeature(after)
  const takenBefore = taken(before, was)
  const there = new Set(before.participants.map(({ id }) => id))
  for (const id of taken(after, is)) if (there.has(id)) expect(takenBefore).toContain(id)
  const isForLackOfPeople = was.reasons.some(
    ({ code }) => code === 'NO_VOTERS' || code === 'NOBODY_INCLUDED',
  )
  if (was.decision === 'deny' && !isForLackOfPeople) expect(is.decision).toBe('deny')
}

const everyone = (
  question: FeatureQuestion,
  change: (each: ParticipantFacts, i: number) => ParticipantFacts,
): FeatureQuestion => ({ ...question, participants: question.participants.map(change) })

describe('a feature in a meeting', () => {
  it('draws meetings in which it may run, for all, for some, and in which it may not', () => {
    const drawn = fc.sample(meetings, { numRuns: 2_000, seed: 7 }).map(({ question }) => {
      const { decision, leftOut } = resolveFeature(question)
      return decision === 'deny' ? 'deny' : leftOut.length > 0 ? 'some' : 'all'
    })
    for (const kind of ['all', 'some', 'deny'])
      expect(drawn.filter((each) => each === kind).length).toBeGreaterThan(20)
  })

  it('C43: the order of participants, groups and ceilings never matters', () => {
    fc.assert(
      fc.property(meetings, ({ question }) => {
        const turned = {
          ...everyone(question, (each) => ({ ...each, groups: each.groups.toReversed() })),
          ceilings: question.ceilings.toReversed(),
          hostGroups: question.hostGroups.toReversed(),
        }
        const shuffled = { ...turned, participants: turned.participants.toReversed() }
        expect(resolveFeature(shuffled)).toEqual(resolveFeature(question))
      }),
    )
  })

  it('asking twice changes nothing, and the question stays as it was', () => {
    fc.assert(
      fc.property(meetings, ({ question }) => {
        const copy = structuredClone(question)
        const first = resolveFeature(question)
        expect(resolveFeature(question)).toEqual(first)
        expect(question).toEqual(copy)
      }),
    )
  })

  it('another person never widens', () => {
    fc.assert(
      fc.property(meetings, ({ question, another }) => {
        expectNoWider(question, {
          ...question,
          participants: [...question.participants, another],
        })
      }),
      { numRuns: 1_000 },
    )
  })

  it('a lock never widens: of the account, a group, another account, the host’s switch, the terms', () => {
    fc.assert(
      fc.property(meetings, fc.nat(4), ({ question }, i) => {
        const at = (j: number) => question.participants.length > 0 && j === i
        const off = { ...question.host, permission: 'off' as const }
        expectNoWider(question, { ...question, host: off })
        expectNoWider(question, { ...question, switch: 'off' })
        expectNoWider(question, { ...question, ceilings: [...question.ceilings, 'forbidden'] })
        expectNoWider(
          question,
          everyone(question, (each, j) =>
            at(j) ? { ...each, groups: [...each.groups, 'off'] } : each,
          ),
        )
        expectNoWider(
          question,
          everyone(question, (each, j) =>
            at(j) && each.party === 'other' && each.account !== null
              ? { ...each, account: { ...each.account, elsewhere: 'off' } }
              : each,
          ),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('a withdrawal or an objection never widens, and takes that person out', () => {
    fc.assert(
      fc.property(meetings, fc.nat(4), fc.boolean(), ({ question }, i, inMeeting) => {
        const no = (each: ParticipantFacts): ParticipantFacts =>
          inMeeting ? { ...each, answer: 'leave_out' } : { ...each, standing: 'withdrawn' }
        const after = everyone(question, (each, j) => (j === i ? no(each) : each))
        expectNoWider(question, after)
        const who = question.participants[i]
        if (who !== undefined) expect(taken(after, resolveFeature(after))).not.toContain(who.id)
      }),
      { numRuns: 500 },
    )
  })

  it('undecided is never a yes where there is no ground but consent', () => {
    fc.assert(
      fc.property(meetings, ({ question }) => {
        const undecided = {
          ...everyone(question, (each) => ({
            ...each,
            standing: 'undecided' as const,
            answer: null,
            isMinor: false,
          })),
          host: { ...question.host, ground: 'consent' as const },
        }
        expect(resolveFeature(undecided).decision).toBe('deny')
      }),
    )
  })

  it('a number under five, or all but under five, is never read by a host', () => {
    fc.assert(
      fc.property(meetings, ({ question }) => {
        expect(hostSentence('It', resolveFeature(question))).not.toMatch(/\d/)
      }),
    )
  })
})

describe('sharing an item', () => {
  const drawn = fc.record({
    item: items,
    people: fc.array(contributors, { maxLength: 4 }),
    another: contributors,
  })
  const resolve = (item: Omit<ItemQuestion, 'contributors'>, people: readonly ContributorFacts[]) =>
    resolveItem({ ...item, contributors: people.map(contributorCode) })

  it('C43: the order of contributors never matters; another one, or one counted twice, never widens', () => {
    fc.assert(
      fc.property(drawn, ({ item, people, another }) => {
        const before = resolve(item, people)
        expect(resolve(item, people.toReversed())).toEqual(before)
        expect(resolve(item, [...people, ...people]).decision).toBe(before.decision)
        if (people.length > 0 && before.decision === 'deny')
          expect(resolve(item, [...people, another]).decision).toBe('deny')
      }),
    )
  })

  it('permits exactly when everybody in it has given, and all above them have permitted', () => {
    fc.assert(
      fc.property(drawn, ({ item, people }) => {
        const { decision, opinion, reasons } = resolve(item, people)
        expect(decision === 'permit').toBe(opinion === 'GRANT')
        expect(decision === 'permit').toBe(reasons.length === 0)
        if (decision === 'permit')
          expect(people.every(({ standings }) => standings.every((each) => each === 'given'))).toBe(
            true,
          )
      }),
    )
  })
})
