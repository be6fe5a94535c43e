import { SHARING_MS, whyNotNow } from '../answer-parts.ts'
import type { HeldState } from './held-state.ts'

/**
 * `current`: everything is answered. `held`: the source cannot be heard; sharing is denied, and features are
 * answered from the last state for a while. `none`: there is no state, or too old a one; everything is denied.
 */
export type ClientStatus = 'current' | 'held' | 'none'

export function clientStatus({ answering, clock }: HeldState): ClientStatus {
  const now = clock.now()
  if (whyNotNow(answering, 'sharing', now) === null) return 'current'
  return whyNotNow(answering, 'feature', now) === null ? 'held' : 'none'
}

/** In how many milliseconds time alone would change the status; null where it would not. */
export function statusEndsIn({ answering, clock }: HeldState, status: ClientStatus): number | null {
  if (status === 'none') return null
  const limit = status === 'current' ? SHARING_MS : answering.featureMs
  return Math.max(0, answering.heardAt + limit - clock.now()) + 1
}
