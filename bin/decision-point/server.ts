import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { authzenConfiguration } from '#lib/http/authzen-configuration.ts'
import { rateLimitHeaders } from '#lib/http/rate-limit.ts'
import { isLoopbackHost } from '#lib/http/loopback-host.ts'
import type { DecisionPoint } from './decision-point.ts'
import { fail, refuse, type Exchange } from './exchange.ts'
import { reply } from './reply.ts'
import { serveEvaluation, serveEvaluations } from './serve-authzen.ts'
import { serveFlag, serveFlagEvents, serveFlags } from './serve-ofrep.ts'
import { serveEvents, serveState } from './serve-state.ts'

/** What everybody may know comes first; everything else takes a key. */
export function decisionServer(point: DecisionPoint): RequestListener {
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1)
    point.metrics.begin(response)
    try {
      if (point.loopbackOnly && !isLoopbackHost(request.headers.host))
        refuse({ response, path }, 421, 'the demonstration answers to names of this machine alone')
      else serve(point, path, request, response)
    } catch (error) {
      fail({ response, path }, error)
    }
  }
}

function serve(
  point: DecisionPoint,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { headers, method } = request
  const requestId = headers['x-request-id']
  if (typeof requestId === 'string') response.setHeader('x-request-id', requestId)
  if (headers.origin !== undefined) allowEveryOrigin(response)
  if (method === 'OPTIONS') response.writeHead(204).end()
  else if (!(method === 'GET' && serveOpenly(point, path, request, response)))
    serveWithKey(point, path, request, response)
}

/** A page may ask with a key of its own: nothing here goes by cookies. */
function allowEveryOrigin(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader(
    'access-control-allow-headers',
    'authorization, content-type, if-none-match, last-event-id, x-api-key, x-request-id',
  )
  response.setHeader(
    'access-control-expose-headers',
    'etag, assent-time, x-request-id, ratelimit, ratelimit-policy, retry-after',
  )
}

/** Whether it was one of the addresses that take no key. */
function serveOpenly(
  point: DecisionPoint,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  switch (path) {
    case '/healthz':
      reply(response, 200, 'alive\n', 'text/plain')
      return true
    case '/readyz': {
      const isCurrent = point.live.isCurrent(point.now())
      reply(response, isCurrent ? 200 : 503, isCurrent ? 'ready\n' : 'not current\n', 'text/plain')
      return true
    }
    case '/metrics':
      void point.metrics.text().then((text) => {
        reply(response, 200, text, point.metrics.contentType)
      })
      return true
    case '/.well-known/authzen-configuration':
      reply(response, 200, JSON.stringify(authzenConfiguration(point.url, point.url)))
      return true
    case '/ofrep/v1/events':
      serveFlagEvents(point, { request, response, path })
      return true
    default:
      return false
  }
}

function serveWithKey(
  point: DecisionPoint,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (!point.keys.isRead) {
    refuse({ response, path }, 503, 'the decision point is starting')
    return
  }
  const key = point.keys.find(request.headers)
  if (key === null) {
    response.setHeader('www-authenticate', 'Bearer')
    refuse({ response, path }, 401, 'an API key is needed, as Authorization: Bearer KEY')
  } else if (!key.scopes.includes('decide'))
    refuse({ response, path }, 403, 'this API key has not the scope "decide"')
  else if (isWithinLimit(point, key.id, response)) serveKey(point, { request, response, key, path })
  else refuse({ response, path }, 429, 'too many requests; Retry-After says when there may be more')
}

function isWithinLimit({ limiter, now }: DecisionPoint, key: string, response: ServerResponse) {
  const limit = limiter.take(key, now())
  const headers = rateLimitHeaders(limit)
  for (const name in headers) response.setHeader(name, headers[name] ?? '')
  return !limit.isExceeded
}

function serveKey(point: DecisionPoint, exchange: Exchange): void {
  const { request, response, path } = exchange
  const route = ROUTES.get(path) ?? (path.startsWith(FLAG) ? FLAG_ROUTE : undefined)
  if (route === undefined) refuse(exchange, 404, 'there is nothing at this address')
  else if (request.method === route.method) route.serve(point, exchange)
  else {
    response.setHeader('allow', route.method)
    refuse(exchange, 405, `this address takes ${route.method} alone`)
  }
}

type Route = {
  readonly method: 'GET' | 'POST'
  readonly serve: (point: DecisionPoint, exchange: Exchange) => void
}

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/access/v1/evaluation', { method: 'POST', serve: serveEvaluation }],
  ['/access/v1/evaluations', { method: 'POST', serve: serveEvaluations }],
  ['/ofrep/v1/evaluate/flags', { method: 'POST', serve: serveFlags }],
  ['/v1/state', { method: 'GET', serve: serveState }],
  ['/v1/events', { method: 'GET', serve: serveEvents }],
])

const FLAG = '/ofrep/v1/evaluate/flags/'
const FLAG_ROUTE: Route = {
  method: 'POST',
  serve: (point, exchange) => serveFlag(point, exchange, exchange.path.slice(FLAG.length)),
}
