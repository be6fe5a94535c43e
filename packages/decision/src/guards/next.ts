import type { ConsentClient } from '../client/create-client.ts'
import { PROBLEM_TYPE, refusalOf, type ConsentDemand } from './consent-demand.ts'

export { consentOf, type ConsentDemand, type ConsentProblem } from './consent-demand.ts'

/** Wraps a route handler of Next.js, or anything that answers a `Request`: it runs on a yes alone. */
export function requireConsent<Asking extends Request, Context>(
  client: ConsentClient,
  demand: ConsentDemand<Asking>,
  handler: (request: Asking, context: Context) => Response | Promise<Response>,
) {
  return async (request: Asking, context: Context): Promise<Response> => {
    const problem = await refusalOf(client, demand, request)
    if (problem === null) return handler(request, context)
    const headers = { 'content-type': PROBLEM_TYPE }
    return new Response(JSON.stringify(problem), { status: problem.status, headers })
  }
}
