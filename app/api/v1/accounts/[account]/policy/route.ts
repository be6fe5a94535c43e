import { setAccountPolicy } from '#lib/commands/set-account-policy.ts'
import { actingFor } from '#lib/http/acting-for.ts'
import { answer } from '#lib/http/answer.ts'
import { byCaller } from '#lib/http/by-caller.ts'
import { formatEtag } from '#lib/http/etag.ts'
import { handle } from '#lib/http/handle.ts'
import { withoutUndefined } from '#lib/http/without-undefined.ts'
import { findAccountPolicy } from '#lib/queries/policies.ts'
import { accountPolicyInput, conveyedAccountPolicyInput } from '#lib/schemas/policies.ts'

/** The rules under which an account's people are asked, for its software. */
export const GET = handle('account-client:accounts', {}, async ({ principal, context }) => {
  const { seq, ...policy } = await findAccountPolicy(principal, context)
  return answer(policy, { etag: formatEtag(seq) })
})

/** What is left out stays as it is. What widens names in If-Match the rules that it rests on, and an admin. */
export const PUT = byCaller({
  member: handle(
    'member',
    { body: { json: accountPolicyInput } },
    async ({ principal, input, expected, context }) => {
      const policy = withoutUndefined(input)
      const result = await setAccountPolicy(principal, { policy, expected }, context)
      return result.ok ? answer({ receiptId: result.value.eventId }) : result
    },
  ),
  software: handle(
    'account-client:accounts',
    { body: { json: conveyedAccountPolicyInput } },
    async ({ principal, input: { by, method, ...input }, expected, context }) => {
      const policy = withoutUndefined(input)
      const actor = await actingFor(principal, { by, method }, context)
      const result = await setAccountPolicy(actor, { policy, expected }, context)
      return result.ok ? answer({ receiptId: result.value.eventId }) : result
    },
  ),
})
