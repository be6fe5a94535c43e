import { setGroup } from '#lib/commands/set-group.ts'
import { actingFor } from '#lib/http/acting-for.ts'
import { answer } from '#lib/http/answer.ts'
import { byCaller } from '#lib/http/by-caller.ts'
import { handle } from '#lib/http/handle.ts'
import { conveyedGroupInput, groupLocksInput, groupParams as params } from '#lib/schemas/groups.ts'

/** What is left out stays as it is. What widens names in If-Match the revision that it rests on, and an admin. */
export const PUT = byCaller({
  /** What is off for the people of a group that is there: who is in it, the platform says. */
  member: handle(
    'member',
    { params, body: { json: groupLocksInput } },
    async ({ principal, params, input, expected, context }) => {
      const group = { externalId: params.group, name: null, joining: [], leaving: [] }
      const result = await setGroup(principal, { ...group, ...input, expected }, context)
      return result.ok ? answer({ receiptId: result.value.eventId }) : result
    },
  ),
  software: handle(
    'account-client:accounts',
    { params, body: { json: conveyedGroupInput, maxBytes: 512 * 1024 } },
    async ({ principal, params, input: { by, method, ...input }, expected, context }) => {
      const actor = await actingFor(principal, { by, method }, context)
      const { group: externalId } = params
      const wish = { ...input, externalId, name: input.name ?? externalId, expected }
      const result = await setGroup(actor, wish, context)
      return result.ok ? answer({ receiptId: result.value.eventId }) : result
    },
  ),
})
