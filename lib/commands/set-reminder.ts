import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { saveReminder } from '#lib/store/reminders.ts'
import type { Context } from './context.ts'

/** Switches a member's reminders off, or on again. Their own setting: no act, and no answer changes by it. */
export async function setReminder(
  principal: MemberPrincipal,
  input: { readonly isOff: boolean },
  context: Pick<Context, 'database'>,
): Promise<void> {
  await saveReminder(context.database, principal, { isOff: input.isOff })
}
