import { z } from 'zod'

/** An answer, as far as it is needed here. */
export type AskedDecision = { readonly isPermitted: boolean; readonly reason: string | null }

const answered = z.object({
  evaluations: z.array(
    z.object({
      decision: z.boolean(),
      context: z.object({ reason: z.string().nullable().optional() }).optional(),
    }),
  ),
})

const PATIENCE_MS = 30_000

/**
 * Asks the decision point several questions at once (AuthZEN Authorization API 1.0, section 7), by the key of
 * whoever asks here: it decides what that key may know. An answer that does not come, or is not understood, is a no.
 */
export async function askDecisionPoint(
  url: string,
  key: string,
  evaluations: readonly object[],
): Promise<readonly AskedDecision[]> {
  try {
    const response = await fetch(`${url}/access/v1/evaluations`, {
      method: 'POST',
      headers: { authorization: key, 'content-type': 'application/json' },
      body: JSON.stringify({ evaluations }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const { evaluations: answers } = answered.parse(await response.json())
    if (answers.length === evaluations.length)
      return answers.map(({ decision, context }) => ({
        isPermitted: decision,
        reason: context?.reason ?? (decision ? null : 'NOT_UNDERSTOOD'),
      }))
  } catch {
    // As below: whatever went wrong, nothing is permitted by it.
  }
  return evaluations.map(() => ({ isPermitted: false, reason: 'DECISION_POINT_UNREACHABLE' }))
}
