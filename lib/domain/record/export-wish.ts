import type { EventKind } from '#lib/domain/ledger/act.ts'

/** `ndjson` holds the signed statements for programs, `csv` one row a choice for people. */
export type ExportFormat = 'ndjson' | 'csv'

/** The account's own acts, or everybody's: what members answered, too; or what is one member's own. */
export type ExportScope = 'account' | 'everyone' | 'own'

/** Acts from `since` on and before `until`. */
export type ExportPeriod = { readonly since: Date; readonly until: Date }

export type ExportWish = {
  readonly format: ExportFormat
  readonly scope: Exclude<ExportScope, 'own'>
  readonly period: ExportPeriod
  /** The size of the tree to export from, so that a download can go on; null: as large as it is. */
  readonly size: number | null
}

/**
 * The account's acts that its owner, its admins and its auditors may take away. What it asked of whom is
 * none of them, and no member's act is, in any form: when somebody acted would tell who has answered.
 */
export const accountDocumentKinds: readonly EventKind[] = [
  'account_created',
  'terms_answered',
  'permissions_set',
  'account_policy_set',
  'feature_policy_set',
  'observation_set',
  'group_set',
  'records_exported',
  'api_key_created',
  'api_key_revoked',
]

/** What the operator did for everyone to see, which an account's acts rest on. */
export const publishedKinds: readonly EventKind[] = [
  'terms_published',
  'terms_in_force',
  'catalogue_published',
  'purpose_ended',
]
