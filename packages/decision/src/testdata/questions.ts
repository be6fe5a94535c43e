import fc from 'fast-check'
import {
  CEILINGS,
  CONSENT_STATUSES,
  type AccountQuestion,
  type Ceiling,
  type ConsentStatus,
  type Ground,
  type Permission,
  type PurposeKind,
} from '../index.ts'

export const statuses: fc.Arbitrary<ConsentStatus> = fc.constantFrom(...CONSENT_STATUSES)
export const ceilings: fc.Arbitrary<Ceiling> = fc.constantFrom(...CEILINGS)
const kinds: fc.Arbitrary<PurposeKind> = fc.constantFrom('feature', 'sharing')
const grounds: fc.Arbitrary<Ground> = fc.constantFrom('consent', 'other_ground')
export const permissions: fc.Arbitrary<Permission | null> = fc.constantFrom(
  'members_decide',
  'off',
  null,
)

/** Weighted towards yes, so that answers that permit are drawn often. */
export const questions: fc.Arbitrary<AccountQuestion> = fc.record({
  kind: kinds,
  ceilings: fc.array(fc.oneof({ weight: 6, arbitrary: fc.constant('open' as const) }, ceilings), {
    maxLength: 3,
  }),
  account: fc.oneof({ weight: 3, arbitrary: fc.constant('members_decide' as const) }, permissions),
  groups: fc.array(
    fc.oneof({ weight: 3, arbitrary: fc.constant('members_decide' as const) }, permissions),
    { maxLength: 3 },
  ),
  ground: grounds,
  member: fc.oneof({ weight: 4, arbitrary: fc.constant('given' as const) }, statuses),
})

/** An account in which everything says yes: what each case departs from. */
export const allYes: AccountQuestion = {
  kind: 'feature',
  ceilings: ['open'],
  account: 'members_decide',
  groups: [],
  ground: 'consent',
  member: 'given',
}
