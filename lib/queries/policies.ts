import {
  elsewhereEffects,
  elsewhereSentences,
  modeSentence,
  modeWords,
  type ModeWords,
} from '#lib/domain/account/policy-sentences.ts'
import { policyRevision } from '#lib/domain/account/policy-plan.ts'
import type { FeaturePolicy } from '#lib/domain/account/policy.ts'
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
  readonly summary: string
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
  const [{ cells }, policies] = await Promise.all([
    loadAccountConsents(database, accountId, moment),
    loadFeaturePolicies(database, accountId),
  ])
  const features = cells.filter(({ question }) => question.kind === 'feature')
  return {
    policies: features.map(({ purpose: { key, title, summary }, ground, asking }) => {
      const policy = featurePolicyIn(policies, key)
      const { mode, elsewhere, elsewhereMode, authorisation } = policy
      const reference = ground === 'other_ground' ? (asking?.reference ?? '') : null
      return {
        ...{ purpose: key, title, summary, mode, elsewhere, elsewhereMode, authorisation },
        ground: reference,
      }
    }),
    revision: policyRevision(cells, policies, digestOf),
  }
}

/** What the pages about it show: each feature with its state in words, and what a change would do. */
export type PoliciesView = {
  /** What a change that widens expects unchanged: of the features, and of the rules for all of them. */
  readonly revision: string
  readonly policyRevision: string
  readonly unknownPlaceIsStrict: boolean
  readonly modes: readonly ModeWords[]
  readonly features: readonly FeatureInWords[]
  readonly effects: Readonly<Record<'members_decide' | 'off', readonly string[]>>
}

export type FeatureInWords = FeaturePolicyView & {
  readonly elsewhereSaid: ReturnType<typeof elsewhereSentences>
  /** The mode that holds now, in its own words. */
  readonly modeSaid: string
}

export async function findPoliciesView(
  principal: OfAccount,
  language: string,
  context: QueryContext,
): Promise<PoliciesView> {
  const [{ policies, revision }, { seq, unknownPlaceIsStrict }] = await Promise.all([
    listFeaturePolicies(principal, { language }, context),
    findAccountPolicy(principal, context),
  ])
  return {
    revision,
    policyRevision: String(seq),
    unknownPlaceIsStrict,
    modes: modeWords(),
    features: policies.map((policy) => ({
      ...policy,
      elsewhereSaid: elsewhereSentences(policy.elsewhere, policy.title),
      modeSaid: modeSentence(policy.mode, policy.ground !== null),
    })),
    effects: { members_decide: elsewhereEffects('members_decide'), off: elsewhereEffects('off') },
  }
}
