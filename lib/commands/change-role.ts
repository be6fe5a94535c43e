import {
  actorIdOf,
  mayManageMembers,
  type MemberRole,
  type Principal,
} from '#lib/domain/account/principal.ts'
import { membershipRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { loadMemberRole, type StoredRole } from '#lib/store/accounts.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'member_unknown' | 'owner_by_owner_only' | 'conflict'

/** Gives a member another role from now on, or ends the membership (`none`). Their choices stay on record. */
export async function changeRole(
  principal: Principal,
  input: {
    readonly accountId: string
    readonly subjectId: string
    readonly role: MemberRole | 'none'
  },
  context: Context,
): Promise<Result<{ eventId: string }, Refusal>> {
  if (!mayManageMembers(principal)) return fail('forbidden')
  if ('accountId' in principal && principal.accountId !== input.accountId)
    return fail('member_unknown')
  const current = await loadMemberRole(context.database, input.accountId, input.subjectId)
  if (current === null) return fail('member_unknown')
  if (touchesOwner(principal, current, input.role)) return fail('owner_by_owner_only')
  const { accountId, subjectId, role } = input
  const [eventId, at, actorId] = [context.newId(), context.now(), actorIdOf(principal)]
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'role_changed', accountId, actorId, at },
    receiptOf: subjectId,
    details: {
      member_role: [{ eventId, ordinal: 0, accountId, subjectId, seq: current.seq + 1, role }],
    },
    statement: buildStatement({
      kind: 'MembershipRecord',
      eventId,
      at,
      publicUrl: context.publicUrl,
      document: membershipRecord({
        eventId,
        at,
        actorId,
        accountId,
        members: [{ subjectId, role }],
      }),
      texts: [],
    }),
  })
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ eventId }) : fail('conflict')
}

/** Only an owner, or the operator, makes or unmakes owners. */
function touchesOwner(principal: Principal, current: StoredRole, role: string): boolean {
  const isOwners = current.role === 'owner' || role === 'owner'
  return isOwners && principal.kind === 'member' && principal.role !== 'owner'
}
