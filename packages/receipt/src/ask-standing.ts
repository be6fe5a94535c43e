import { FormatError } from './format-error.ts'
import type { StandingAnswer } from './standing-facts.ts'
import { parseStanding, standingUrl } from './standing.ts'
import type { Statement } from './statement.ts'

/** How a question goes out and an answer comes in: `fetch`, as far as it is needed. */
export type Ask = (
  url: string,
) => Promise<{ readonly status: number; readonly text: () => Promise<string> }>

/** Asks the issuer of a statement whether it is still so. Sends its id and nothing else. Never throws for what it answers. */
export async function askStanding(statement: Statement, ask: Ask): Promise<StandingAnswer> {
  try {
    const answer = await ask(standingUrl(statement))
    if (answer.status === 404) return { kind: 'unknown' }
    if (answer.status !== 200)
      return { kind: 'unreachable', reason: `it answered with status ${String(answer.status)}` }
    return { kind: 'answered', standing: parseStanding(await answer.text(), statement) }
  } catch (error) {
    const reason = error instanceof FormatError ? error.message : 'there was no answer'
    return { kind: 'unreachable', reason }
  }
}
