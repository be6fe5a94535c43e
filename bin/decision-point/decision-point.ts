import type { KeyRing } from '#lib/auth/key-ring.ts'
import type { RateLimiter } from '#lib/http/rate-limit.ts'
import type { Audit } from './audit.ts'
import type { LiveState } from './live-state.ts'
import type { Metrics } from './metrics.ts'

/** What requests are served from. */
export type DecisionPoint = {
  readonly live: LiveState
  readonly keys: KeyRing
  readonly limiter: RateLimiter
  readonly metrics: Metrics
  readonly audit: Audit
  /** Milliseconds. */
  readonly now: () => number
  /** Where it is reached. */
  readonly url: string
  /** Where people find the portal. */
  readonly portalUrl: string
  /** What both sign with that a denial is handed in as it was. */
  readonly bindingKey: Uint8Array
  /** Answers to this machine's own names alone. */
  readonly loopbackOnly: boolean
}
