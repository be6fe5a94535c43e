import type { EventKind } from '#lib/domain/ledger/act.ts'

/**
 * The account's acts whose statements are documents of its own, for its owners, admins and auditors. What it asked
 * of whom is none: it would tell who answered.
 */
export const accountReceiptKinds: readonly EventKind[] = [
  'terms_answered',
  'permissions_set',
  'account_policy_set',
  'feature_policy_set',
  'observation_set',
  'group_set',
  'member_erased',
  'guest_erased',
]
