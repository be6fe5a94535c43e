import { sendEvents } from './event-stream.ts'
import { failing, refuse, type Exchange } from './exchange.ts'
import type { DecisionPoint } from './decision-point.ts'
import { sendState } from './state-stream.ts'

type Followed = Pick<DecisionPoint, 'live' | 'keys' | 'now'>

/** `GET /v1/state`: all that answers are made of. */
export function serveState({ live }: Followed, exchange: Exchange): void {
  const { response, key } = exchange
  if (live.snapshot.isReady) sendState(response, live, key.accountId).catch(failing(exchange))
  else {
    response.setHeader('retry-after', '1')
    refuse(exchange, 503, 'the state is being read')
  }
}

/** `GET /v1/events`: what changes in it, from a position on. */
export function serveEvents(
  { live, keys, now }: Followed,
  { request, response, key }: Exchange,
): void {
  const { searchParams } = new URL(request.url ?? '', 'http://host')
  const given = request.headers['last-event-id'] ?? searchParams.get('after') ?? ''
  const after = typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : null
  const isLetIn = () => keys.find(request.headers) !== null
  sendEvents(response, live, { account: key.accountId, after, now, isLetIn })
}
