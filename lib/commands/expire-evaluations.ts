import type { Database } from '#lib/store/database.ts'
import { removeEvaluations } from '#lib/store/evaluations.ts'

const DAY_MS = 86_400_000

/** Removes what the decision point answered longer ago than it is kept, and answers how many answers that were. */
export async function expireEvaluations(
  context: { readonly database: Database; readonly now: () => Date },
  days: number,
): Promise<number> {
  const before = new Date(context.now().getTime() - days * DAY_MS)
  return removeEvaluations(context.database, before)
}
