import { setFeaturePolicy } from '#lib/commands/set-feature-policy.ts'
import { actingFor } from '#lib/http/acting-for.ts'
import { answer } from '#lib/http/answer.ts'
import { byCaller } from '#lib/http/by-caller.ts'
import { formatEtag } from '#lib/http/etag.ts'
import { handle } from '#lib/http/handle.ts'
import { withoutUndefined } from '#lib/http/without-undefined.ts'
import { language } from '#lib/language.ts'
import { listFeaturePolicies } from '#lib/queries/policies.ts'
import { conveyedFeaturePoliciesInput, featurePoliciesInput } from '#lib/schemas/policies.ts'

/** How each feature treats an account's people, for its software. */
export const GET = handle('account-client:accounts', {}, async ({ principal, context }) => {
  const { policies, revision } = await listFeaturePolicies(principal, { language }, context)
  return answer({ policies }, { etag: formatEtag(revision) })
})

/** What is left out stays as it is. What widens names in If-Match the policies that it rests on, and an admin. */
export const PUT = byCaller({
  member: handle(
    'member',
    { body: { json: featurePoliciesInput } },
    async ({ principal, input, expected, context }) => {
      const policies = input.policies.map(withoutUndefined)
      const wish = { policies, expected, language }
      const result = await setFeaturePolicy(principal, wish, context)
      return result.ok ? answer({ receiptId: result.value.eventId }) : result
    },
  ),
  software: handle(
    'account-client:accounts',
    { body: { json: conveyedFeaturePoliciesInput } },
    async ({ principal, input: { by, method, ...input }, expected, context }) => {
      const policies = input.policies.map(withoutUndefined)
      const actor = await actingFor(principal, { by, method }, context)
      const result = await setFeaturePolicy(actor, { policies, expected, language }, context)
      return result.ok ? answer({ receiptId: result.value.eventId }) : result
    },
  ),
})
