import { findPurpose } from '#lib/domain/catalogue/catalogue.ts'
import { policyRevision } from '#lib/domain/account/policy-plan.ts'
import type { FeaturePolicy } from '#lib/domain/account/policy.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import {
  featurePolicyIn,
  loadAccountPolicy,
  loadFeaturePolicies,
  loadObservation,
  type StoredAccountPolicy,
  type StoredObservation,
} from '#lib/store/policies.ts'
import type { QueryContext } from './context.ts'

type OfAccount = { readonly accountId: string }

export function findAccountPolicy(
  { accountId }: OfAccount,
  { database }: QueryContext,
): Promise<StoredAccountPolicy> {
  return loadAccountPolicy(database, accountId)
}

export function findObservation(
  { accountId }: OfAccount,
  { database }: QueryContext,
): Promise<StoredObservation> {
  return loadObservation(database, accountId)
}

export type FeaturePolicyView = FeaturePolicy & {
  readonly purpose: string
  readonly title: string
  /** The reference of another ground that the account recorded; null where the feature rests on consent. */
  readonly ground: string | null
}

/** Every feature on offer, and what a change that widens expects unchanged. */
export async function listFeaturePolicies(
  { accountId }: OfAccount,
  { language }: { readonly language: string },
  { database, now, digestOf }: QueryContext,
): Promise<{ readonly policies: readonly FeaturePolicyView[]; readonly revision: string }> {
  const moment = { at: now(), before: null, language, digestOf }
  const [{ platform, cells }, policies] = await Promise.all([
    loadAccountConsents(database, accountId, moment),
    loadFeaturePolicies(database, accountId),
  ])
  const catalogue = catalogueIn(platform)
  const features = cells.filter(({ question }) => question.kind === 'feature')
  return {
    policies: features.map(({ purpose: { key }, ground, asking }) => {
      const { seq: _, purpose, ...policy } = featurePolicyIn(policies, key)
      const title = (catalogue && findPurpose(catalogue, purpose)?.title) ?? purpose
      const reference = ground === 'other_ground' ? (asking?.reference ?? '') : null
      return { purpose, title, ...policy, ground: reference }
    }),
    revision: policyRevision(cells, policies, digestOf),
  }
}
