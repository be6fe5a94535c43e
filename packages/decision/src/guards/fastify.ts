import type { ConsentClient } from '../client/create-client.ts'
import { PROBLEM_TYPE, refusalOf, type ConsentDemand } from './consent-demand.ts'

export { consentOf, type ConsentDemand, type ConsentProblem } from './consent-demand.ts'

interface Reply {
  code(status: number): unknown
  header(name: string, value: string): unknown
  send(body: string): unknown
}

/** A `preHandler` hook for Fastify: the routes that have it run on a yes alone. */
export function requireConsent<Asking extends object>(
  client: ConsentClient,
  demand: ConsentDemand<Asking>,
) {
  return async (request: Asking, reply: Reply): Promise<unknown> => {
    const problem = await refusalOf(client, demand, request)
    if (problem === null) return undefined
    reply.code(problem.status)
    reply.header('content-type', PROBLEM_TYPE)
    reply.send(JSON.stringify(problem))
    return reply
  }
}
