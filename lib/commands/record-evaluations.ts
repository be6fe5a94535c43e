import type { Database } from '#lib/store/database.ts'
import { appendEvaluations, type StoredEvaluation } from '#lib/store/evaluations.ts'

/** Keeps what the decision point answered; one that is kept already stays as it is. */
export async function recordEvaluations(
  context: { readonly database: Database },
  evaluations: readonly StoredEvaluation[],
): Promise<void> {
  await appendEvaluations(context.database, evaluations)
}
