import type { Asking } from './exchange.ts'
import type { DecisionPoint } from './decision-point.ts'
import { pageToken, readTokenRequest } from './page-token.ts'

/** `POST /v1/tokens`: what a page may be given in the place of the key, which stays with the platform. */
export function serveToken(
  { live, now }: Pick<DecisionPoint, 'live' | 'now'>,
  { exchange, key }: Asking,
): void {
  exchange.withJson((json) => {
    const { scope, seconds } = readTokenRequest(json, key, live.snapshot)
    const until = now() + seconds * 1000
    const token = pageToken(key, scope, until)
    const said = { token, expires_at: new Date(until).toISOString() }
    exchange.reply(201, JSON.stringify(said))
  })
}
