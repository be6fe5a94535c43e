import { askMembers } from '#lib/commands/ask-members.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { requestsInput } from '#lib/schemas/requests.ts'

/** Asks the members who have yet to answer about a purpose that is permitted. How many is not answered. */
export const POST = handle(
  'member',
  { body: { json: requestsInput } },
  async ({ principal, input, context }) => {
    const result = await askMembers(principal, { ...input, language }, context)
    if (!result.ok) return result
    // No receipt: the record of a request would tell an admin who has yet to answer.
    return created(paths.record(principal.accountSlug), { receiptId: null })
  },
)
