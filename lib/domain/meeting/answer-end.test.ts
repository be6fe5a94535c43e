import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noAccountPolicy, noFeaturePolicy } from '#lib/domain/account/policy.ts'
import type { AccountFacts } from '#lib/domain/decision/account-records.ts'
import { answerEnd } from './answer-end.ts'

const SUMMARY = 'meeting_summary'
const kinds = ['off', 'members_decide'] as const

const permission = fc.record({
  position: fc.nat(20),
  kind: fc.constantFrom(...kinds),
  purpose: fc.constantFrom(SUMMARY, 'chat_compose'),
  isGroup: fc.boolean(),
})
const policy = fc.record({
  position: fc.nat(20),
  elsewhere: fc.constantFrom(...kinds, null),
  purpose: fc.constantFrom(SUMMARY, 'chat_compose'),
})
const account = (id: string) =>
  fc
    .record({ permissions: fc.array(permission), policies: fc.array(policy) })
    .map((made) => facts(id, made))

test('a yes counts until something that comes after it turns it off, whatever else was set', () => {
  fc.assert(
    fc.property(account('host'), fc.option(account('own')), fc.nat(20), (host, own, position) => {
      const end = answerEnd({ purpose: SUMMARY, position }, { host, own, endings: [] })
      const offs = [...offsOf(host), ...(own === null ? [] : [...offsOf(own), ...closedBy(own)])]
      const first = Math.min(...offs.filter((each) => each > position))
      expect(end?.at.getTime() ?? Infinity).toBe(first)
    }),
  )
})

test('what ended it stays what ended it: later acts change nothing', () => {
  fc.assert(
    fc.property(account('host'), permission, fc.nat(20), (host, later, position) => {
      const yes = { purpose: SUMMARY, position }
      const parties = { own: null, endings: [] }
      const before = answerEnd(yes, { host, ...parties })
      fc.pre(before !== null)
      const made = { permissions: [{ ...later, position: 30 }], policies: [] }
      const permissions = [...host.permissions, ...facts('host', made).permissions]
      expect(answerEnd(yes, { host: { ...host, permissions }, ...parties })).toEqual(before)
    }),
  )
})

test('the operator’s end of a use ends it too, unless it had ended before', () => {
  const host = facts('host', {
    permissions: [{ position: 5, kind: 'off', purpose: SUMMARY, isGroup: false }],
    policies: [],
  })
  const endedAt = (at: number) => [{ purpose: SUMMARY, at: new Date(at) }]
  const yes = { purpose: SUMMARY, position: 1 }
  const by = (at: number) => answerEnd(yes, { host, own: null, endings: endedAt(at) })?.by
  expect([by(3), by(7)]).toEqual(['operator', 'host'])
  expect(answerEnd({ ...yes, position: 6 }, { host, own: null, endings: [] })).toBeNull()
})

type Made = {
  readonly permissions: readonly {
    position: number
    kind: (typeof kinds)[number]
    purpose: string
    isGroup: boolean
  }[]
  readonly policies: readonly {
    position: number
    elsewhere: (typeof kinds)[number] | null
    purpose: string
  }[]
}

function facts(id: string, { permissions, policies }: Made): AccountFacts {
  const act = (position: number) => ({
    position,
    at: new Date(position),
    eventId: '',
    actorId: null,
  })
  return {
    ...{
      id,
      externalId: null,
      slug: id,
      askings: [],
      policy: noAccountPolicy,
      observedUntil: null,
      groupPermissions: [],
    },
    permissions: permissions.map(({ position, isGroup, ...each }) => ({
      ...each,
      ...act(position),
      ...{ subjectId: isGroup ? 'group' : id, category: null, seq: 1 },
    })),
    featurePolicies: policies.map(({ position, ...each }) => ({
      ...noFeaturePolicy,
      ...each,
      ...act(position),
    })),
  }
}

function offsOf({ id, permissions }: AccountFacts): number[] {
  return permissions
    .filter((each) => each.kind === 'off' && each.purpose === SUMMARY && each.subjectId === id)
    .map(({ position }) => position)
}

function closedBy({ featurePolicies }: AccountFacts): number[] {
  return featurePolicies
    .filter(({ elsewhere, purpose }) => elsewhere === 'off' && purpose === SUMMARY)
    .map(({ position }) => position)
}
