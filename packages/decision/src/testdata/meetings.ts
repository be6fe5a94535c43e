import fc from 'fast-check'
import {
  CEILINGS,
  CONSENT_STATUSES,
  contributorCode,
  FEATURE_MODES,
  resolveFeature,
  resolveItem,
  type ContributorFacts,
  type FeatureQuestion,
  type ItemQuestion,
  type ParticipantFacts,
  type PartyFacts,
  type Permission,
  type SharingParty,
} from '../index.ts'

/** An account in which a feature is permitted, on consent, here and elsewhere. */
export const party: PartyFacts = {
  permission: 'members_decide',
  elsewhere: 'members_decide',
  mode: null,
  ground: 'consent',
  regime: 'none',
  isAuthorised: false,
  isRuledOut: false,
  isUnknownPlaceStrict: false,
}

/** A member of the hosting account, who has said yes and was told. */
export const member: ParticipantFacts = {
  id: 'ann',
  party: 'own',
  account: party,
  groups: [],
  standing: 'given',
  isStandingForElsewhere: false,
  consented: 'open',
  answer: null,
  device: 'client',
  canBeAsked: true,
  place: 'open',
  isMinor: false,
  isTold: true,
}

/** A guest who has not been asked. */
export const guest: ParticipantFacts = {
  ...member,
  id: 'guest',
  party: 'guest',
  account: null,
  standing: 'undecided',
  isTold: false,
}

/** Of another account, and has said yes in this meeting. */
export const visitor: ParticipantFacts = {
  ...member,
  id: 'vic',
  party: 'other',
  standing: 'undecided',
  answer: 'include',
}

/** A meeting in which everybody has said yes: what each case departs from. */
export const allAgree: FeatureQuestion = {
  ceilings: ['open'],
  needsConsent: false,
  host: party,
  hostGroups: [],
  isHostPresent: true,
  switch: 'on',
  isClosedByLabel: false,
  isForMinors: false,
  canLeaveOut: true,
  participants: [member, { ...member, id: 'bob' }],
}

export const sharer: SharingParty = { permissions: ['members_decide'], regime: 'none' }

export const contributor: ContributorFacts = {
  party: 'own',
  account: sharer,
  groups: [],
  standings: ['given'],
  consented: ['open'],
  isMinor: false,
}

const item: ItemQuestion = {
  ceilings: ['open'],
  host: sharer,
  isClosedByLabel: false,
  isForMinors: false,
  contributors: [null],
}

/** "permit" or "deny" with the codes in the order in which they are reported. */
export function feature(departure: Partial<FeatureQuestion>): string {
  const { decision, reasons } = resolveFeature({ ...allAgree, ...departure })
  return [decision, ...reasons.map(({ code }) => code)].join(' ')
}

export function sharing(
  contributors: readonly ContributorFacts[],
  departure: Partial<ItemQuestion> = {},
): string {
  const { decision, reasons } = resolveItem({
    ...item,
    contributors: contributors.map(contributorCode),
    ...departure,
  })
  return [decision, ...reasons.map(({ code }) => code)].join(' ')
}

// Weighted towards yes, so that answers that permit are drawn often.
const mostly = <T>(value: T, others: fc.Arbitrary<T>, weight = 5): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: others })

const permissions: fc.Arbitrary<Permission | null> = mostly<Permission | null>(
  'members_decide',
  fc.constantFrom('off', null),
)
const rarely = mostly(false, fc.constant(true), 9)
const regimes = mostly('none' as const, fc.constantFrom('minors' as const, 'healthcare' as const))
const ceilings = fc.array(mostly('open' as const, fc.constantFrom(...CEILINGS)), {
  minLength: 1,
  maxLength: 2,
})
const statuses = mostly('given' as const, fc.constantFrom(...CONSENT_STATUSES), 3)

const parties: fc.Arbitrary<PartyFacts> = fc.record({
  permission: permissions,
  elsewhere: permissions,
  mode: fc.constantFrom(null, ...FEATURE_MODES),
  ground: fc.constantFrom('consent' as const, 'other_ground' as const),
  regime: regimes,
  isAuthorised: fc.boolean(),
  isRuledOut: rarely,
  isUnknownPlaceStrict: rarely,
})

const someone = fc.record({
  groups: fc.array(permissions, { maxLength: 2 }),
  standing: statuses,
  isStandingForElsewhere: fc.boolean(),
  consented: mostly('open' as const, fc.constantFrom(...CEILINGS)),
  answer: fc.constantFrom('include' as const, 'leave_out' as const, null, null),
  device: mostly('client' as const, fc.constantFrom('phone' as const, 'room' as const)),
  canBeAsked: mostly(true, fc.constant(false)),
  place: mostly('open' as const, fc.constantFrom('everyone_agrees' as const, 'unknown' as const)),
  isMinor: rarely,
  isTold: fc.boolean(),
})

/** Of the hosting account, of another, or of none. */
const participantOf = (host: PartyFacts): fc.Arbitrary<ParticipantFacts> =>
  fc
    .record({
      id: fc.string({ minLength: 1, maxLength: 4 }),
      party: fc.constantFrom('own' as const, 'own' as const, 'other' as const, 'guest' as const),
      other: parties,
      facts: someone,
    })
    .map(({ id, party: of, other, facts }) => ({
      ...facts,
      id,
      party: of,
      account: of === 'own' ? host : of === 'other' ? other : null,
      standing: of === 'guest' ? 'undecided' : facts.standing,
    }))

/** A meeting and somebody who may still join it. */
export const meetings: fc.Arbitrary<{
  readonly question: FeatureQuestion
  readonly another: ParticipantFacts
}> = parties.chain((host) =>
  fc.record({
    question: fc.record({
      ceilings,
      needsConsent: rarely,
      host: fc.constant(host),
      hostGroups: fc.array(permissions, { maxLength: 1 }),
      isHostPresent: mostly(true, fc.constant(false)),
      switch: mostly<'on' | 'off' | null>('on', fc.constantFrom('off', null)),
      isClosedByLabel: rarely,
      isForMinors: rarely,
      canLeaveOut: fc.boolean(),
      participants: fc.uniqueArray(participantOf(host), {
        maxLength: 5,
        selector: ({ id }) => id,
      }),
    }),
    another: participantOf(host).map((each) => ({ ...each, id: `${each.id}-another` })),
  }),
)

const sharers: fc.Arbitrary<SharingParty> = fc.record({
  permissions: fc.tuple(permissions),
  regime: regimes,
})

export const contributors: fc.Arbitrary<ContributorFacts> = fc
  .record({
    party: fc.constantFrom('own' as const, 'own' as const, 'other' as const, 'guest' as const),
    account: sharers,
    groups: fc.array(permissions, { maxLength: 2 }),
    standings: fc.tuple(statuses),
    consented: fc.tuple(mostly('open' as const, fc.constantFrom(...CEILINGS))),
    isMinor: rarely,
  })
  .map((each) => ({ ...each, account: each.party === 'guest' ? null : each.account }))

export const items: fc.Arbitrary<Omit<ItemQuestion, 'contributors'>> = fc.record({
  ceilings,
  host: sharers,
  isClosedByLabel: rarely,
  isForMinors: rarely,
})
