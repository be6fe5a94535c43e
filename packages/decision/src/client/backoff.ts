import type { Surroundings } from './surroundings.ts'

/**
 * How long to wait before the source is asked again: twice as long each time, up to a few seconds, and by
 * chance up to half less, so that many clients do not come back in one instant.
 */
export class Backoff {
  readonly #here: Pick<Surroundings, 'random' | 'after' | 'monotonic'>
  #failures = 0
  #startedAt: number

  constructor(here: Pick<Surroundings, 'random' | 'after' | 'monotonic'>) {
    this.#here = here
    this.#startedAt = here.monotonic()
  }

  /** A source that fails again at once is not a working one: what counts is that it lasts. */
  succeeded(): void {
    if (this.#here.monotonic() - this.#startedAt >= STEADY_MS) this.#failures = 0
  }

  /** Resolves after the time is up, and at least `leastMs`, or at once when `signal` ends it. */
  async wait(leastMs: number, signal: AbortSignal): Promise<void> {
    const most = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** this.#failures++)
    const ms = Math.max(most * (1 - this.#here.random() / 2), Math.min(leastMs, LEAST_AT_MOST_MS))
    if (!signal.aborted) await this.#passed(ms, signal)
    this.#startedAt = this.#here.monotonic()
  }

  #passed(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel()
        signal.removeEventListener('abort', end)
        resolve()
      }
      const cancel = this.#here.after(ms, end)
      signal.addEventListener('abort', end)
    })
  }
}

const SHORTEST_MS = 100
const LONGEST_MS = 5_000
const STEADY_MS = 5_000
const LEAST_AT_MOST_MS = 60_000
