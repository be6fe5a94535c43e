import type { FeaturePolicy } from '#lib/domain/account/policy.ts'
import { planFeaturePolicies, type FeaturePolicyRefusal } from '#lib/domain/account/policy-plan.ts'
import { maySetAccount, type Principal } from '#lib/domain/account/principal.ts'
import { featurePolicyDocument } from '#lib/domain/receipt/policy-documents.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { policyAct } from '#lib/signing/policy-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import { loadFeaturePolicies } from '#lib/store/policies.ts'
import type { Context } from './context.ts'

export type FeaturePolicyInput = {
  /** Of each feature named what changes; what is left out stays as it is. */
  readonly policies: readonly (Partial<FeaturePolicy> & { readonly purpose: string })[]
  /** The revision that the page rested on. Only what widens needs it. */
  readonly expected: string | null
  readonly language: string
}

type Refusal = FeaturePolicyRefusal | 'forbidden' | 'admin_needed' | 'stale_page' | 'conflict'

/**
 * Sets how features treat an account's people, in its own meetings and in others'. What the platform's
 * software says of itself can only narrow. Null where everything was so already.
 */
export async function setFeaturePolicy(
  principal: Principal,
  { expected, ...input }: FeaturePolicyInput,
  context: Context,
): Promise<Result<{ eventId: string | null }, Refusal>> {
  if (!maySetAccount(principal)) return fail('forbidden')
  const { database, digestOf } = context
  const { accountId } = principal
  const moment = { at: context.now(), before: null, language: input.language, digestOf }
  const [{ cells }, policies] = await Promise.all([
    loadAccountConsents(database, accountId, moment),
    loadFeaturePolicies(database, accountId),
  ])
  const plan = planFeaturePolicies(cells, policies, input.policies, digestOf)
  if (!plan.ok) return plan
  if (plan.value.widens) {
    if (principal.kind !== 'member') return fail('admin_needed')
    if (expected !== plan.value.revision) return fail('stale_page')
  }
  if (plan.value.changes.length === 0) return ok({ eventId: null })
  const { changes } = plan.value
  const act = policyAct(principal, context, ({ eventId, ...said }) => ({
    kind: 'feature_policy_set',
    details: {
      feature_policy: changes.map((row, ordinal) => ({ eventId, ordinal, accountId, ...row })),
    },
    statement: 'FeaturePolicyDocument',
    document: featurePolicyDocument({ eventId, ...said, policies: changes }),
  }))
  const appended = await appendActs(database, [act])
  return appended.ok ? ok({ eventId: act.eventId }) : fail('conflict')
}
