import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { restUntil } from '#lib/domain/consent/reminder.ts'
import { saveReminder } from '#lib/store/reminders.ts'
import type { Context } from './context.ts'

/** A member saw the reminder of what they are to answer again, or put it off: it rests for its interval. */
export async function restReminder(
  principal: MemberPrincipal,
  context: Pick<Context, 'database' | 'now'>,
): Promise<void> {
  await saveReminder(context.database, principal, { restsUntil: restUntil(context.now()) })
}
