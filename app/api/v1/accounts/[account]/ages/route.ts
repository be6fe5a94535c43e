import { stateAges } from '#lib/commands/state-ages.ts'
import { done } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { agesInput } from '#lib/schemas/groups.ts'

/** Which members are under age, as the platform knows it. */
export const PUT = handle(
  'account-client:accounts',
  { body: { json: agesInput, maxBytes: 512 * 1024 } },
  async ({ principal, input, context }) => {
    const result = await stateAges(principal, input, context)
    return result.ok ? done() : result
  },
)
