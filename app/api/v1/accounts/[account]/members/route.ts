import { addMember } from '#lib/commands/add-member.ts'
import { registerMembers } from '#lib/commands/register-members.ts'
import { answer, created } from '#lib/http/answer.ts'
import { byCaller } from '#lib/http/by-caller.ts'
import { handle } from '#lib/http/handle.ts'
import { readQuery } from '#lib/http/read-query.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { listRegisteredMembers } from '#lib/queries/registry.ts'
import { memberInput } from '#lib/schemas/members.ts'
import { pageQuery, registeredMembersInput } from '#lib/schemas/registry.ts'

/**
 * Adds somebody to the account, or, of a platform's software, up to a thousand at once by the platform's
 * own ids. Nothing about them is decided by it.
 */
export const POST = byCaller({
  member: handle(
    'member',
    { body: { json: memberInput } },
    async ({ principal, input, context }) => {
      const { accountSlug } = principal
      const result = await addMember(principal, { ...input, accountSlug }, context)
      if (!result.ok) return result
      return created(paths.members(accountSlug), { id: result.value.subjectId })
    },
  ),
  software: handle(
    'account-client:accounts',
    { body: { json: registeredMembersInput, maxBytes: 1024 * 1024 } },
    async ({ principal, input, context }) => {
      const result = await registerMembers(principal, input, context)
      if (!result.ok) return result
      // In the order that they came in: the platform's ids go nowhere that outlives a member.
      return created(apiPaths.members(principal.accountSlug), { members: result.value })
    },
  ),
})

/** Who belongs to the account, by the platform's ids, for its software. */
export const GET = handle('account-client:accounts', {}, async ({ request, principal, context }) =>
  answer(await listRegisteredMembers(principal, readQuery(request, pageQuery), context)),
)
