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

/** What it takes in one request, with room for what stands around the questions. */
const QUESTIONS_MAX = 1_000
const BODY_MAX_BYTES = 900_000

/**
 * Asks the decision point several questions at once (AuthZEN Authorization API 1.0, section 7), by the key of
 * whoever asks here: it decides what that key may know. In as many requests as their size takes, one after the
 * other. An answer that does not come, or is not understood, is a no.
 */
export async function askDecisionPoint(
  url: string,
  key: string,
  evaluations: readonly object[],
): Promise<readonly AskedDecision[]> {
  const answers: AskedDecision[] = []
  for (const piece of piecesOf(evaluations.map((each) => JSON.stringify(each))))
    answers.push(...(await askPiece(url, key, piece)))
  return answers
}

/** One that is too large by itself goes alone, and is refused. */
function* piecesOf(questions: readonly string[]): Generator<readonly string[]> {
  let piece: string[] = []
  let bytes = 0
  for (const question of questions) {
    const more = Buffer.byteLength(question) + 1
    if (piece.length === QUESTIONS_MAX || (piece.length > 0 && bytes + more > BODY_MAX_BYTES)) {
      yield piece
      ;[piece, bytes] = [[], 0]
    }
    piece.push(question)
    bytes += more
  }
  if (piece.length > 0) yield piece
}

async function askPiece(
  url: string,
  key: string,
  questions: readonly string[],
): Promise<readonly AskedDecision[]> {
  try {
    const response = await fetch(`${url}/access/v1/evaluations`, {
      method: 'POST',
      headers: { authorization: key, 'content-type': 'application/json' },
      body: `{"evaluations":[${questions.join()}]}`,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const { evaluations: answers } = answered.parse(await response.json())
    if (answers.length === questions.length)
      return answers.map(({ decision, context }) => ({
        isPermitted: decision,
        reason: context?.reason ?? (decision ? null : 'NOT_UNDERSTOOD'),
      }))
  } catch {
    // As below: whatever went wrong, nothing is permitted by it.
  }
  return questions.map(() => ({ isPermitted: false, reason: 'DECISION_POINT_UNREACHABLE' }))
}
