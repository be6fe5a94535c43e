import { callerOf } from './caller.ts'
import { sendEvents } from './event-stream.ts'
import type { Asking } from './exchange.ts'
import type { DecisionPoint } from './decision-point.ts'
import { sendState } from './state-stream.ts'

type Followed = Pick<DecisionPoint, 'live' | 'keys' | 'now'>

/** `GET /v1/state`: all that answers are made of. */
export function serveState({ live }: Followed, { exchange, key }: Asking): void {
  if (live.snapshot.isReady)
    sendState(exchange, live, key.accountId).catch((error: unknown) => {
      exchange.fail(error)
    })
  else {
    exchange.also('retry-after', '1')
    exchange.refuse(503, 'the state is being read')
  }
}

/** `GET /v1/events`: what changes in it, from a position on. */
export function serveEvents(point: Followed, { exchange, key }: Asking): void {
  const { live, now } = point
  const { headers } = exchange.request
  const given = headers['last-event-id'] ?? exchange.searchParams.get('after') ?? ''
  const after = typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : null
  const isLetIn = () => callerOf(point, headers) !== null
  sendEvents(exchange, live, { account: key.accountId, after, now, isLetIn })
}
