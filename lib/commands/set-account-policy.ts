import { accountPolicyWidens, type AccountPolicy } from '#lib/domain/account/policy.ts'
import { maySetAccount, type Principal } from '#lib/domain/account/principal.ts'
import { accountPolicyDocument } from '#lib/domain/receipt/policy-documents.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { policyAct } from '#lib/signing/policy-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadAccountPolicy } from '#lib/store/policies.ts'
import type { Context } from './context.ts'

export type AccountPolicyInput = {
  /** What is left out stays as it is. */
  readonly policy: Partial<AccountPolicy>
  /** The revision that the page rested on. Only what widens needs it. */
  readonly expected: string | null
}

type Refusal = 'forbidden' | 'admin_needed' | 'stale_page' | 'conflict'

/**
 * Sets under which rules an account's people are asked at all. The platform's software, where it says it
 * of itself, can only narrow them. Null where everything was so already.
 */
export async function setAccountPolicy(
  principal: Principal,
  { policy, expected }: AccountPolicyInput,
  context: Context,
): Promise<Result<{ eventId: string | null }, Refusal>> {
  if (!maySetAccount(principal)) return fail('forbidden')
  const { accountId } = principal
  const { seq, ...before } = await loadAccountPolicy(context.database, accountId)
  const after = { ...before, ...policy }
  if (isSame(before, after)) return ok({ eventId: null })
  if (accountPolicyWidens(before, after)) {
    if (principal.kind !== 'member') return fail('admin_needed')
    if (expected !== String(seq)) return fail('stale_page')
  }
  const act = policyAct(principal, context, ({ eventId, ...said }) => ({
    kind: 'account_policy_set',
    details: { account_policy: [{ eventId, accountId, seq: seq + 1, ...after }] },
    statement: 'AccountPolicyDocument',
    document: accountPolicyDocument({ eventId, ...said, policy: after }),
  }))
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ eventId: act.eventId }) : fail('conflict')
}

function isSame(before: AccountPolicy, after: AccountPolicy): boolean {
  return (
    before.regime === after.regime &&
    before.setting === after.setting &&
    before.unknownPlaceIsStrict === after.unknownPlaceIsStrict
  )
}
