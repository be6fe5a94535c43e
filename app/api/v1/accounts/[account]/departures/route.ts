import { changeRole } from '#lib/commands/change-role.ts'
import { findConveyedMember } from '#lib/auth/conveyed-member.ts'
import { done } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { departuresInput } from '#lib/schemas/registry.ts'

/** Somebody left the account. Their answers stay on record, and count no more. */
export const POST = handle(
  'account-client:accounts',
  { body: { json: departuresInput } },
  async ({ principal, input, context }) => {
    const member = await findConveyedMember(principal, input.member, 'client', context.database)
    if (member === null) throw new HttpProblem('member_unknown')
    const { accountId, subjectId } = member
    const result = await changeRole(principal, { accountId, subjectId, role: 'none' }, context)
    return result.ok ? done() : result
  },
)
