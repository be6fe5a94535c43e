import { setObservation } from '#lib/commands/set-observation.ts'
import { actingFor } from '#lib/http/acting-for.ts'
import { answer } from '#lib/http/answer.ts'
import { byCaller } from '#lib/http/by-caller.ts'
import { formatEtag } from '#lib/http/etag.ts'
import { handle } from '#lib/http/handle.ts'
import { findObservation } from '#lib/queries/policies.ts'
import { conveyedObservationInput, observationInput } from '#lib/schemas/policies.ts'

/** Until when decisions about the account are only watched, for its software; null: they hold. */
export const GET = handle('account-client:accounts', {}, async ({ principal, context }) => {
  const { seq, until } = await findObservation(principal, context)
  return answer({ until }, { etag: formatEtag(seq) })
})

/** To watch only takes an owner or admin and a current page; to enforce again takes neither. */
export const PUT = byCaller({
  member: handle(
    'member',
    { body: { json: observationInput } },
    async ({ principal, input: { until }, expected, context }) => {
      const result = await setObservation(principal, { until, expected }, context)
      return result.ok ? answer({ receiptId: result.value.eventId }) : result
    },
  ),
  software: handle(
    'account-client:accounts',
    { body: { json: conveyedObservationInput } },
    async ({ principal, input: { by, method, until }, expected, context }) => {
      const actor = await actingFor(principal, { by, method }, context)
      const result = await setObservation(actor, { until, expected }, context)
      return result.ok ? answer({ receiptId: result.value.eventId }) : result
    },
  ),
})
