import {
  noAccountPolicy,
  noFeaturePolicy,
  type AccountPolicy,
  type FeaturePolicy,
} from '#lib/domain/account/policy.ts'
import type { Database } from './database.ts'

/** `seq` is 0 where nothing was said yet. */
export type StoredAccountPolicy = AccountPolicy & { readonly seq: number }
export type StoredFeaturePolicy = FeaturePolicy & { readonly purpose: string; readonly seq: number }

/** What holds in an account now. */
export async function loadAccountPolicy(
  database: Database,
  accountId: string,
): Promise<StoredAccountPolicy> {
  const { rows } = await database.pool.query<StoredAccountPolicy>({
    name: 'account policy',
    text: `SELECT seq, regime, setting, unknown_place_is_strict AS "unknownPlaceIsStrict"
             FROM account_policy WHERE account_id = $1 ORDER BY seq DESC LIMIT 1`,
    values: [accountId],
  })
  return rows[0] ?? { ...noAccountPolicy, seq: 0 }
}

/** By purpose. A feature about which nothing was said is not in it: `featurePolicyIn` answers for it. */
export async function loadFeaturePolicies(
  database: Database,
  accountId: string,
): Promise<ReadonlyMap<string, StoredFeaturePolicy>> {
  const { rows } = await database.pool.query<StoredFeaturePolicy>({
    name: 'feature policies',
    text: `SELECT DISTINCT ON (purpose) purpose, seq, mode, elsewhere,
                  elsewhere_mode AS "elsewhereMode", authorisation
             FROM feature_policy WHERE account_id = $1 ORDER BY purpose, seq DESC`,
    values: [accountId],
  })
  return new Map(rows.map((row) => [row.purpose, row]))
}

export function featurePolicyIn(
  policies: ReadonlyMap<string, StoredFeaturePolicy>,
  purpose: string,
): StoredFeaturePolicy {
  return policies.get(purpose) ?? { ...noFeaturePolicy, purpose, seq: 0 }
}

export type StoredObservation = { readonly seq: number; readonly until: Date | null }

/** Until when an account's decisions are only watched, as it was last said: also an instant that has passed. */
export async function loadObservation(
  database: Database,
  accountId: string,
): Promise<StoredObservation> {
  const { rows } = await database.pool.query<StoredObservation>({
    name: 'observation',
    text: `SELECT seq, until FROM observation WHERE account_id = $1 ORDER BY seq DESC LIMIT 1`,
    values: [accountId],
  })
  return rows[0] ?? { seq: 0, until: null }
}
