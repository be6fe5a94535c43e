import { endPurpose } from '#lib/commands/end-purpose.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { endingInput } from '#lib/schemas/ending.ts'

/** Withdraws a use, for everyone and for good. */
export const POST = handle(
  'operator',
  { body: { json: endingInput } },
  async ({ principal, input, context }) => {
    const result = await endPurpose(principal, input, context)
    if (!result.ok) return result
    return created(paths.operatorUses(), { id: result.value.eventId, ...input })
  },
)
