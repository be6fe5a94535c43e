/** How much of its quota a caller has used in the window that runs. */
export type RateLimit = {
  readonly quota: number
  /** In seconds. */
  readonly window: number
  readonly remaining: number
  /** Until the quota is whole again, in seconds, at least 1. */
  readonly reset: number
  readonly isExceeded: boolean
}

type Used = { readonly endsAt: number; requests: number }

/**
 * Counts the requests of each caller in windows of `window` seconds. What it keeps is bounded by how many
 * callers ask within a window. Each process counts its own: several portals let as many times more through.
 */
export class RateLimiter {
  readonly #quota: number
  readonly #window: number
  #used = new Map<string, Used>()
  #sweptAt = 0

  constructor(quota: number, window: number) {
    this.#quota = quota
    this.#window = window
  }

  /** Counts one request of a caller. `now` in milliseconds. */
  take(caller: string, now: number): RateLimit {
    this.#sweep(now)
    const known = this.#used.get(caller)
    const used =
      known === undefined || known.endsAt <= now
        ? { endsAt: now + this.#window * 1000, requests: 0 }
        : known
    used.requests += 1
    this.#used.set(caller, used)
    return {
      quota: this.#quota,
      window: this.#window,
      remaining: Math.max(0, this.#quota - used.requests),
      reset: Math.max(1, Math.ceil((used.endsAt - now) / 1000)),
      isExceeded: used.requests > this.#quota,
    }
  }

  #sweep(now: number): void {
    if (now - this.#sweptAt < this.#window * 1000) return
    this.#sweptAt = now
    for (const [caller, { endsAt }] of this.#used) if (endsAt <= now) this.#used.delete(caller)
  }
}

/** As draft-ietf-httpapi-ratelimit-headers-10 has it, with Retry-After (RFC 9110) where nothing is left. */
export function rateLimitHeaders(limit: RateLimit): Readonly<Record<string, string>> {
  return {
    'ratelimit-policy': `"key";q=${String(limit.quota)};w=${String(limit.window)}`,
    ratelimit: `"key";r=${String(limit.remaining)};t=${String(limit.reset)}`,
    ...(limit.isExceeded ? { 'retry-after': String(limit.reset) } : {}),
  }
}
