import { eraseMember } from '#lib/commands/erase-member.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { erasureInput } from '#lib/schemas/members.ts'

/** Erases a member of the account. What goes, what is kept and until when is on the member's page of that name. */
export const POST = handle(
  'member',
  { body: { json: erasureInput } },
  async ({ principal, input, context }) => {
    const result = await eraseMember(principal, { subjectId: input.member }, context)
    if (!result.ok) return result
    const { eventId: receiptId, keepUntil } = result.value
    return created(paths.receipt(principal.accountSlug, receiptId), { receiptId, keepUntil })
  },
)
