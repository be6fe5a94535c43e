import type { RequestListener } from 'node:http'
import { authzenConfiguration } from '#lib/http/authzen-configuration.ts'
import { rateLimitHeaders } from '#lib/http/rate-limit.ts'
import { isLoopbackHost } from '#lib/http/loopback-host.ts'
import { callerOf } from './caller.ts'
import type { DecisionPoint } from './decision-point.ts'
import { Exchange, type Asking } from './exchange.ts'
import { serveEvaluation, serveEvaluations } from './serve-authzen.ts'
import { serveFlag, serveFlagEvents, serveFlags } from './serve-ofrep.ts'
import { serveEvents, serveState } from './serve-state.ts'
import { serveToken } from './serve-token.ts'

/** What everybody may know comes first; everything else takes a key. */
export function decisionServer(point: DecisionPoint): RequestListener {
  return (request, response) => {
    const exchange = new Exchange(request, response, point.metrics)
    try {
      if (point.loopbackOnly && !isLoopbackHost(request.headers.host))
        exchange.refuse(421, 'the demonstration answers to names of this machine alone')
      else serve(point, exchange)
    } catch (error) {
      exchange.fail(error)
    }
  }
}

function serve(point: DecisionPoint, exchange: Exchange): void {
  const { headers, method } = exchange.request
  const requestId = headers['x-request-id']
  if (typeof requestId === 'string') exchange.also('x-request-id', requestId)
  if (headers.origin !== undefined) allowEveryOrigin(exchange)
  if (method === 'OPTIONS') exchange.replyEmpty(204)
  else if (!(method === 'GET' && serveOpenly(point, exchange))) serveWithKey(point, exchange)
}

/** A page may ask with a key of its own: nothing here goes by cookies. */
function allowEveryOrigin(exchange: Exchange): void {
  exchange.also('access-control-allow-origin', '*')
  exchange.also(
    'access-control-allow-headers',
    'authorization, content-type, if-none-match, last-event-id, x-api-key, x-request-id',
  )
  exchange.also(
    'access-control-expose-headers',
    'etag, assent-time, x-request-id, ratelimit, ratelimit-policy, retry-after',
  )
}

/** Whether it was one of the addresses that take no key. */
function serveOpenly(point: DecisionPoint, exchange: Exchange): boolean {
  switch (exchange.path) {
    case '/healthz':
      exchange.reply(200, 'alive\n', 'text/plain')
      return true
    case '/readyz': {
      const isCurrent = point.live.isCurrent(point.now())
      exchange.reply(isCurrent ? 200 : 503, isCurrent ? 'ready\n' : 'not current\n', 'text/plain')
      return true
    }
    case '/metrics':
      void point.metrics.text().then((text) => {
        exchange.reply(200, text, point.metrics.contentType)
      })
      return true
    case '/.well-known/authzen-configuration':
      exchange.reply(200, configurationText(point))
      return true
    case '/ofrep/v1/events':
      serveFlagEvents(point, exchange)
      return true
    default:
      return false
  }
}

function configurationText({ url, portalUrl }: DecisionPoint): string {
  return JSON.stringify(authzenConfiguration(url, { endpoints: url, portal: portalUrl }))
}

function serveWithKey(point: DecisionPoint, exchange: Exchange): void {
  if (!point.keys.isRead) {
    exchange.refuse(503, 'the decision point is starting')
    return
  }
  const caller = callerOf(point, exchange.request.headers)
  if (caller === null) {
    exchange.also('www-authenticate', 'Bearer')
    exchange.refuse(401, 'an API key is needed, as Authorization: Bearer KEY')
  } else if (!caller.key.scopes.includes('decide'))
    exchange.refuse(403, 'this API key has not the scope "decide"')
  else if (isWithinLimit(point, caller.quota, exchange)) serveCaller(point, { ...caller, exchange })
  else exchange.refuse(429, 'too many requests; Retry-After says when there may be more')
}

function isWithinLimit(
  { limiter, now }: DecisionPoint,
  quota: string,
  exchange: Exchange,
): boolean {
  const limit = limiter.take(quota, now())
  const headers = rateLimitHeaders(limit)
  for (const name in headers) exchange.also(name, headers[name] ?? '')
  return !limit.isExceeded
}

function serveCaller(point: DecisionPoint, asking: Asking): void {
  const { exchange } = asking
  const { path, request } = exchange
  const route = ROUTES.get(path) ?? (path.startsWith(FLAG) ? FLAG_ROUTE : undefined)
  if (route === undefined) exchange.refuse(404, 'there is nothing at this address')
  else if (!mayUse(route, asking)) exchange.refuse(403, 'this token of a page is not for that')
  else if (request.method === route.method) route.serve(point, asking)
  else {
    exchange.also('allow', route.method)
    exchange.refuse(405, `this address takes ${route.method} alone`)
  }
}

/** A page's token makes no others, and one about one person says nothing of anybody else. */
function mayUse(route: Route, { page }: Asking): boolean {
  return (
    page === null || route.pages === 'any' || (route.pages === 'account' && page.person === null)
  )
}

type Route = {
  readonly method: 'GET' | 'POST'
  /** Which pages may use it. */
  readonly pages: 'any' | 'account' | 'none'
  readonly serve: (point: DecisionPoint, asking: Asking) => void
}

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/access/v1/evaluation', { method: 'POST', pages: 'account', serve: serveEvaluation }],
  ['/access/v1/evaluations', { method: 'POST', pages: 'account', serve: serveEvaluations }],
  ['/ofrep/v1/evaluate/flags', { method: 'POST', pages: 'any', serve: serveFlags }],
  ['/v1/state', { method: 'GET', pages: 'account', serve: serveState }],
  ['/v1/events', { method: 'GET', pages: 'account', serve: serveEvents }],
  ['/v1/tokens', { method: 'POST', pages: 'none', serve: serveToken }],
])

const FLAG = '/ofrep/v1/evaluate/flags/'
const FLAG_ROUTE: Route = {
  method: 'POST',
  pages: 'any',
  serve: (point, asking) => serveFlag(point, asking, asking.exchange.path.slice(FLAG.length)),
}
