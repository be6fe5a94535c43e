import { HttpProblem } from '#lib/http/problem.ts'
import { WebhookRefused } from './webhook.ts'

/** Does the work, and says why a webhook is refused as a problem of HTTP. @throws HttpProblem */
export async function refusedByProblem<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WebhookRefused) throw new HttpProblem(error.code)
    throw error
  }
}
