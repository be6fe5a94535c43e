import type { Answer } from '../answer.ts'
import type { Question } from '../question.ts'
import type { ConsentClient } from './create-client.ts'

/**
 * The answer as soon as the state has seen the roster that the question names: who has just told the portal of
 * a join is ahead of the stream by some milliseconds. When `signal` ends the waiting, the answer as it is then.
 */
export function decideSoon(
  client: ConsentClient,
  question: Question,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve) => {
    const look = () => {
      const answer = client.decide(question)
      if (!signal.aborted && answer.reasons[0]?.code === 'ROSTER_UNKNOWN') return
      remove()
      signal.removeEventListener('abort', look)
      resolve(answer)
    }
    const remove = client.onChange(look)
    signal.addEventListener('abort', look)
    look()
  })
}
