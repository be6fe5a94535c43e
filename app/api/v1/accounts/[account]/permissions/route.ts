import { setPermissions } from '#lib/commands/set-permissions.ts'
import { answer, created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { permissionsInput } from '#lib/schemas/permissions.ts'

/**
 * What an account permits its members to decide. What widens names in If-Match the page that it rests
 * on; turning off needs none. How many members are asked is not answered: it would say who has yet to.
 */
export const POST = handle(
  'member',
  { body: { json: permissionsInput } },
  async ({ principal, input, expected, context }) => {
    const result = await setPermissions(principal, { ...input, expected, language }, context)
    if (!result.ok) return result
    const { eventId: receiptId } = result.value
    if (receiptId === null) return answer({ receiptId })
    return created(paths.receipt(principal.accountSlug, receiptId), { receiptId })
  },
)
