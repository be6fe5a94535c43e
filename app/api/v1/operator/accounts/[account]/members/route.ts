import { z } from 'zod'
import { addMember } from '#lib/commands/add-member.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { memberInput } from '#lib/schemas/members.ts'
import { slugParam } from '#lib/schemas/params.ts'

/** Adds a person to an account, known by their address. */
export const POST = handle(
  'operator',
  { params: z.object({ account: slugParam }), body: { json: memberInput } },
  async ({ principal, params, input, context }) => {
    const accountSlug = params.account
    const result = await addMember(principal, { accountSlug, ...input }, context)
    if (!result.ok) return result
    const id = result.value.subjectId
    return created(paths.memberRecord(accountSlug, id), {
      id,
      email: input.email,
      role: input.role,
    })
  },
)
