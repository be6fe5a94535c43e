import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noAccountPolicy, noFeaturePolicy } from '#lib/domain/account/policy.ts'
import { noGroups, type GroupHistory } from '#lib/domain/consent/group-locks.ts'
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
    fc.property(
      account('host'),
      fc.option(account('own')),
      fc.array(permission),
      fc.nat(20),
      (host, own, ofGroup, position) => {
        const groups = groupOf(ofGroup)
        const end = answerEnd({ purpose: SUMMARY, position }, { host, own, groups, endings: [] })
        const byGroup = ofGroup
          .filter(({ kind, purpose }) => kind === 'off' && purpose === SUMMARY)
          .map((each) => each.position)
        const ownOffs = own === null ? [] : [...offsOf(own), ...closedBy(own)]
        const offs = [...offsOf(host), ...ownOffs, ...byGroup]
        const first = Math.min(...offs.filter((each) => each > position))
        expect(end?.at.getTime() ?? Infinity).toBe(first)
      },
    ),
  )
})

test('what ended it stays what ended it: later acts change nothing', () => {
  fc.assert(
    fc.property(account('host'), permission, fc.nat(20), (host, later, position) => {
      const yes = { purpose: SUMMARY, position }
      const parties = { own: null, groups: noGroups, endings: [] }
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
  const parties = { host, own: null, groups: noGroups }
  const by = (at: number) => answerEnd(yes, { ...parties, endings: endedAt(at) })?.by
  expect([by(3), by(7)]).toEqual(['operator', 'host'])
  expect(answerEnd({ ...yes, position: 6 }, { ...parties, endings: [] })).toBeNull()
})

test('whoever comes into a group that has it off has said no yes, as the group’s act says', () => {
  const { permissions } = groupOf([
    { position: 2, kind: 'off', purpose: SUMMARY, isGroup: true },
    { position: 8, kind: 'members_decide', purpose: SUMMARY, isGroup: true },
  ])
  const memberships = [{ ...actAt(5), groupId: 'group', isIn: true }]
  const parties = { host: facts('host', nothing), own: null, endings: [] }
  const groups = { memberships, permissions }
  expect(answerEnd({ purpose: SUMMARY, position: 3 }, { ...parties, groups })).toEqual({
    by: 'own_account',
    at: new Date(5),
    record: 'GroupDocument',
  })
  expect(answerEnd({ purpose: SUMMARY, position: 6 }, { ...parties, groups })).toBeNull()
})

const nothing: Made = { permissions: [], policies: [] }

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
      ...actAt(position),
      ...{ subjectId: isGroup ? 'group' : id, category: null, seq: 1 },
    })),
    featurePolicies: policies.map(({ position, ...each }) => ({
      ...noFeaturePolicy,
      ...each,
      ...actAt(position),
    })),
  }
}

function actAt(position: number) {
  return { position, at: new Date(position), eventId: '', actorId: null }
}

/** One that they were in before everything else. */
function groupOf(permissions: Made['permissions']): GroupHistory {
  return {
    memberships: [{ ...actAt(-1), groupId: 'group', isIn: true }],
    permissions: permissions.map(({ position, kind, purpose }) => ({
      ...{ ...actAt(position), groupId: 'group', purpose, category: null, kind },
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
