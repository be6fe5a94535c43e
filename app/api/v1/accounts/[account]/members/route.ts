import { addMember } from '#lib/commands/add-member.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { memberInput } from '#lib/schemas/members.ts'

/** Adds somebody to the account. Nothing about them is decided by it. */
export const POST = handle(
  'member',
  { body: { json: memberInput } },
  async ({ principal, input, context }) => {
    const { accountSlug } = principal
    const result = await addMember(principal, { ...input, accountSlug }, context)
    if (!result.ok) return result
    return created(paths.members(accountSlug), { id: result.value.subjectId })
  },
)
