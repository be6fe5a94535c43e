import { restReminder } from '#lib/commands/rest-reminder.ts'
import { done } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'

/** The caller saw their reminder, or put it off: it stays away for its interval. */
export const POST = handle('member', {}, async ({ principal, context }) => {
  await restReminder(principal, context)
  return done()
})
