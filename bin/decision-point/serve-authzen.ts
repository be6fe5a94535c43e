import { randomUUID } from 'node:crypto'
import type { DecisionKey } from '#lib/auth/key-ring.ts'
import { answerEvaluation, answerEvaluations, type Decide } from './authzen.ts'
import { decideEvaluation } from './decide-evaluation.ts'
import type { Asking } from './exchange.ts'
import { whereToAsk } from './where-to-ask.ts'
import type { DecisionPoint } from './decision-point.ts'

/** `POST /access/v1/evaluation` (AuthZEN Authorization API 1.0, section 6). */
export function serveEvaluation(point: DecisionPoint, { exchange, key }: Asking): void {
  exchange.withJson((json) => {
    exchange.answer(answerEvaluation(json, decider(point, key)))
  })
}

/** `POST /access/v1/evaluations` (section 7). */
export function serveEvaluations(point: DecisionPoint, { exchange, key }: Asking): void {
  exchange.withJson(async (json) => {
    exchange.answer(await answerEvaluations(json, decider(point, key)))
  })
}

/** For whoever's key it is; what is decided is counted, and kept where it is to be. */
export function decider(
  point: DecisionPoint,
  key: DecisionKey,
  interface_: 'authzen' | 'ofrep' = 'authzen',
): Decide {
  const { live, now, metrics, audit } = point
  return (asked) => {
    const id = randomUUID()
    const answer = decideEvaluation(live.snapshot, asked, key, now())
    metrics.decided(answer)
    audit.note({ id, answer, asked, key, interface: interface_ }, live.snapshot)
    const askAt = interface_ === 'ofrep' ? null : whereToAsk(point, key, { asked, answer, id })
    return { id, answer, askAt, isAgain: asked.context['approval'] !== undefined }
  }
}
