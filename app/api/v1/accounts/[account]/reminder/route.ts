import { setReminder } from '#lib/commands/set-reminder.ts'
import { done } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { reminderInput } from '#lib/schemas/reminder.ts'

/** How the caller is reminded of an answer that is needed again. */
export const PUT = handle(
  'member',
  { body: { json: reminderInput } },
  async ({ principal, input, context }) => {
    await setReminder(principal, { isOff: input.remind === 'never' }, context)
    return done()
  },
)
