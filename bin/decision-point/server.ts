import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { DecisionKey, KeyRing } from '#lib/auth/key-ring.ts'
import { faultOf } from '#lib/http/fault.ts'
import { isLoopbackHost } from '#lib/http/loopback-host.ts'
import { log } from '#lib/log.ts'
import {
  answerEvaluation,
  answerEvaluations,
  authzenConfiguration,
  type Decide,
} from './authzen.ts'
import { decideEvaluation } from './decide-evaluation.ts'
import { RequestFault } from './evaluation.ts'
import { sendEvents } from './event-stream.ts'
import type { LiveState } from './live-state.ts'
import { BODY_MAX, isJson, parseJson, readBody, reply } from './reply.ts'
import { sendState } from './state-stream.ts'

export type DecisionPoint = {
  readonly live: LiveState
  readonly keys: KeyRing
  /** Milliseconds. */
  readonly now: () => number
  /** Where it is reached. */
  readonly url: string
  /** Answers to this machine's own names alone. */
  readonly loopbackOnly: boolean
}

/** One request, and whose it is. */
type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly key: DecisionKey
}

/** What everybody may know comes first; everything else takes a key. */
export function decisionServer(point: DecisionPoint): RequestListener {
  return (request, response) => {
    try {
      if (point.loopbackOnly && !isLoopbackHost(request.headers.host)) {
        refuse(response, 421, 'the demonstration answers to names of this machine alone')
        return
      }
      serve(point, request, response)
    } catch (error) {
      fail(response, error)
    }
  }
}

function serve(point: DecisionPoint, request: IncomingMessage, response: ServerResponse): void {
  const requestId = request.headers['x-request-id']
  if (typeof requestId === 'string') response.setHeader('x-request-id', requestId)
  const [path = ''] = (request.url ?? '').split('?', 1)
  if (serveOpenly(point, path, request, response)) return
  if (!point.keys.isRead) {
    refuse(response, 503, 'the decision point is starting')
    return
  }
  const key = point.keys.find(request.headers)
  if (key === null) {
    response.setHeader('www-authenticate', 'Bearer')
    refuse(response, 401, 'an API key is needed, as Authorization: Bearer KEY')
  } else if (!key.scopes.includes('decide')) {
    refuse(response, 403, 'this API key has not the scope "decide"')
  } else serveKey(point, path, { request, response, key })
}

/** Whether it was one of the addresses that take no key. */
function serveOpenly(
  point: DecisionPoint,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (request.method !== 'GET') return false
  switch (path) {
    case '/healthz':
      reply(response, 200, 'alive\n', 'text/plain')
      return true
    case '/readyz': {
      const isCurrent = point.live.isCurrent(point.now())
      reply(response, isCurrent ? 200 : 503, isCurrent ? 'ready\n' : 'not current\n', 'text/plain')
      return true
    }
    case '/.well-known/authzen-configuration':
      reply(response, 200, JSON.stringify(authzenConfiguration(point.url)))
      return true
    default:
      return false
  }
}

function serveKey(point: DecisionPoint, path: string, exchange: Exchange): void {
  const { request, response } = exchange
  const route = ROUTES.get(path)
  if (route === undefined) refuse(response, 404, 'there is nothing at this address')
  else if (request.method === route.method) route.serve(point, exchange)
  else {
    response.setHeader('allow', route.method)
    refuse(response, 405, `this address takes ${route.method} alone`)
  }
}

type Route = {
  readonly method: 'GET' | 'POST'
  readonly serve: (point: DecisionPoint, exchange: Exchange) => void
}

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/access/v1/evaluation', { method: 'POST', serve: serveEvaluation }],
  ['/access/v1/evaluations', { method: 'POST', serve: serveEvaluations }],
  ['/v1/state', { method: 'GET', serve: serveState }],
  ['/v1/events', { method: 'GET', serve: serveEvents }],
])

function serveEvaluation(point: DecisionPoint, exchange: Exchange): void {
  withJson(exchange, (json) => {
    reply(exchange.response, 200, JSON.stringify(answerEvaluation(json, decider(point, exchange))))
  })
}

function serveEvaluations(point: DecisionPoint, exchange: Exchange): void {
  withJson(exchange, async (json) => {
    const answers = await answerEvaluations(json, decider(point, exchange))
    reply(exchange.response, 200, JSON.stringify(answers))
  })
}

function decider({ live, now }: DecisionPoint, { key }: Exchange): Decide {
  return (asked) => ({
    id: randomUUID(),
    answer: decideEvaluation(live.snapshot, asked, key, now()),
  })
}

function serveState({ live }: DecisionPoint, { response, key }: Exchange): void {
  if (live.snapshot.isReady) sendState(response, live, key.accountId).catch(failing(response))
  else {
    response.setHeader('retry-after', '1')
    refuse(response, 503, 'the state is being read')
  }
}

function serveEvents({ live, now }: DecisionPoint, { request, response, key }: Exchange): void {
  const { searchParams } = new URL(request.url ?? '', 'http://host')
  const given = request.headers['last-event-id'] ?? searchParams.get('after') ?? ''
  const after = typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : null
  sendEvents(request, response, live, { account: key.accountId, after, now })
}

function withJson(
  { request, response }: Exchange,
  answer: (json: unknown) => void | Promise<void>,
): void {
  if (!isJson(request)) {
    request.resume()
    refuse(response, 400, 'Content-Type must be application/json')
    return
  }
  readBody(request, (body) => {
    if ('problem' in body) {
      response.setHeader('connection', 'close')
      refuse(response, 413, `the body has more than ${String(BODY_MAX)} bytes`)
      return
    }
    const json = parseJson(body.text)
    if (json === undefined) {
      refuse(response, 400, 'the body is not JSON')
      return
    }
    try {
      const answering = answer(json)
      if (answering instanceof Promise) answering.catch(failing(response))
    } catch (error) {
      fail(response, error)
    }
  })
}

/** AuthZEN, section 10: what is wrong with a request is told as a message, a JSON string. */
function refuse(response: ServerResponse, status: number, message: string): void {
  reply(response, status, JSON.stringify(message))
}

function failing(response: ServerResponse): (error: unknown) => void {
  return (error) => {
    fail(response, error)
  }
}

function fail(response: ServerResponse, error: unknown): void {
  if (error instanceof RequestFault && !response.headersSent) {
    refuse(response, 400, error.message)
    return
  }
  log.error(faultOf(error), 'a request failed')
  if (response.headersSent) response.destroy()
  else refuse(response, 500, 'the decision point failed; nothing is permitted')
}
