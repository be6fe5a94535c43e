import type { ConsentClient } from '../client/create-client.ts'
import { PROBLEM_TYPE, refusalOf, type ConsentDemand } from './consent-demand.ts'

export { consentOf, type ConsentDemand, type ConsentProblem } from './consent-demand.ts'

/** The answer that Express, Connect or node:http gives a middleware. */
interface Reply {
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(body: string): unknown
}

/** A middleware for Express: the routes behind it run on a yes alone. */
export function requireConsent<Asking extends object>(
  client: ConsentClient,
  demand: ConsentDemand<Asking>,
) {
  return (request: Asking, response: Reply, next: (error?: unknown) => void): void => {
    refusalOf(client, demand, request).then((problem) => {
      if (problem === null) {
        next()
        return
      }
      response.statusCode = problem.status
      response.setHeader('content-type', PROBLEM_TYPE)
      response.end(JSON.stringify(problem))
    }, next)
  }
}
