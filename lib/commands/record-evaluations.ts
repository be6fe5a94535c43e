import type { Database } from '#lib/store/database.ts'
import type { KeptAnswer } from '#lib/domain/decision/kept-answer.ts'
import { appendEvaluations } from '#lib/store/evaluations.ts'

/** Keeps what the decision point answered; one that is kept already stays as it is. */
export async function recordEvaluations(
  context: { readonly database: Database },
  evaluations: readonly KeptAnswer[],
): Promise<void> {
  await appendEvaluations(context.database, evaluations)
}
