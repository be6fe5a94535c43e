import { setPermissions } from '#lib/commands/set-permissions.ts'
import { answer, created } from '#lib/http/answer.ts'
import { actingFor } from '#lib/http/acting-for.ts'
import { byCaller } from '#lib/http/by-caller.ts'
import { handle } from '#lib/http/handle.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { conveyedPermissionsInput, permissionsInput } from '#lib/schemas/permissions.ts'

/**
 * What an account permits its members to decide. What widens names in If-Match the page that it rests
 * on; turning off needs none. How many members are asked is not answered: it would say who has yet to.
 */
export const POST = byCaller({
  member: handle(
    'member',
    { body: { json: permissionsInput } },
    async ({ principal, input, expected, context }) => {
      const result = await setPermissions(principal, { ...input, expected, language }, context)
      if (!result.ok) return result
      const { eventId: receiptId } = result.value
      if (receiptId === null) return answer({ receiptId })
      return created(paths.receipt(principal.accountSlug, receiptId), { receiptId })
    },
  ),
  /** By an admin in the platform's own client, whom `by` names; without one, software only turns off. */
  software: handle(
    'account-client:accounts',
    { body: { json: conveyedPermissionsInput } },
    async ({ principal, input: { by, method, ...input }, expected, context }) => {
      const actor = await actingFor(principal, { by, method }, context)
      const result = await setPermissions(actor, { ...input, expected, language }, context)
      return result.ok ? answer({ receiptId: result.value.eventId }) : result
    },
  ),
})
