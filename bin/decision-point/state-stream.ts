import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate as giveWay } from 'node:timers/promises'
import { stateLines } from '@assent/decision'
import type { Exchange } from './exchange.ts'
import type { LiveState } from './live-state.ts'

/** A state is sent in pieces of about so many letters. */
const PIECE = 64 * 1024

/** Whoever takes no piece for so long is cut off. */
const PATIENCE_MS = 30_000

/** Sends a whole state, of one account or of all, while others are answered. */
export async function sendState(
  exchange: Exchange,
  live: LiveState,
  account: string | null,
): Promise<void> {
  const { response } = exchange
  exchange.also('content-type', 'application/x-ndjson')
  exchange.also('cache-control', 'no-store')
  exchange.begin(200)
  const isIncluded = account === null ? undefined : (id: string) => id === account
  let piece = ''
  for (const line of stateLines(live.snapshot, isIncluded)) {
    piece += line
    if (piece.length < PIECE) continue
    if (response.destroyed || !(await send(response, piece))) return
    piece = ''
    await giveWay()
  }
  response.end(piece)
}

async function send(response: ServerResponse, piece: string): Promise<boolean> {
  if (response.write(piece)) return true
  const patience = AbortSignal.timeout(PATIENCE_MS)
  try {
    await Promise.race([
      once(response, 'drain', { signal: patience }),
      once(response, 'close', { signal: patience }),
    ])
    return !response.destroyed
  } catch {
    response.destroy()
    return false
  }
}
