import type { Database } from '#lib/store/database.ts'
import { removeExpiredSignIns } from '#lib/store/sessions.ts'

/**
 * Removes what signs nobody in any more, and answers how many. They are refused by their time already:
 * this is so that no address is kept without a use. Twice, or by two workers at once, does the same.
 */
export async function expireSignIns(context: {
  readonly database: Database
  readonly now: () => Date
}): Promise<number> {
  return removeExpiredSignIns(context.database, context.now())
}
