import { randomUUID } from 'node:crypto'
import { answerEvaluation, answerEvaluations, type Decide } from './authzen.ts'
import { decideEvaluation } from './decide-evaluation.ts'
import { withJson, type Exchange } from './exchange.ts'
import { reply } from './reply.ts'
import { whereToAsk } from './where-to-ask.ts'
import type { DecisionPoint } from './decision-point.ts'

/** `POST /access/v1/evaluation` (AuthZEN Authorization API 1.0, section 6). */
export function serveEvaluation(point: DecisionPoint, exchange: Exchange): void {
  withJson(exchange, (json) => {
    reply(exchange.response, 200, answerEvaluation(json, decider(point, exchange)))
  })
}

/** `POST /access/v1/evaluations` (section 7). */
export function serveEvaluations(point: DecisionPoint, exchange: Exchange): void {
  withJson(exchange, async (json) => {
    reply(exchange.response, 200, await answerEvaluations(json, decider(point, exchange)))
  })
}

/** For whoever's key it is; what is decided is counted, and kept where it is to be. */
export function decider(
  point: DecisionPoint,
  { key }: Pick<Exchange, 'key'>,
  interface_: 'authzen' | 'ofrep' = 'authzen',
): Decide {
  const { live, now, metrics, audit } = point
  return (asked) => {
    const id = randomUUID()
    const answer = decideEvaluation(live.snapshot, asked, key, now())
    metrics.decided(answer)
    audit.note({ id, answer, asked, key, interface: interface_ }, live.snapshot)
    return { id, answer, askAt: whereToAsk(point, asked, answer) }
  }
}
