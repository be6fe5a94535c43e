import { clientStatus, statusEndsIn, type ClientStatus } from './client-status.ts'
import type { HeldState } from './held-state.ts'
import type { Surroundings } from './surroundings.ts'

export type News = {
  readonly status: ClientStatus
  /** The position that the state has reached; -1 where there is none. */
  readonly revision: number
}

/** Who wants to know when answers may have changed: by what came, and by what did not come in time. */
export class Listeners {
  readonly #held: HeldState
  readonly #after: Surroundings['after']
  readonly #failed: (error: unknown) => void
  readonly #listeners = new Set<(news: News) => void>()
  readonly #ending = new AbortController()
  #told: News = { status: 'none', revision: -1 }
  #cancel: (() => void) | null = null

  constructor(held: HeldState, after: Surroundings['after'], failed: (error: unknown) => void) {
    this.#held = held
    this.#after = after
    this.#failed = failed
  }

  add(listener: (news: News) => void): () => void {
    // Wrapped, so that the same function can be added twice and each time taken away alone.
    const added = (news: News) => listener(news)
    this.#listeners.add(added)
    return () => void this.#listeners.delete(added)
  }

  /** Tells where there is news. Costs little where there is none. */
  tell(): void {
    const status = clientStatus(this.#held)
    const revision = this.#held.answering.position
    this.#watch(status)
    if (status === this.#told.status && revision === this.#told.revision) return
    const news = { status, revision }
    this.#told = news
    for (const listener of this.#listeners) {
      try {
        listener(news)
      } catch (error) {
        this.#failed(error)
      }
    }
  }

  waitUntilReady(signal?: AbortSignal): Promise<void> {
    const ended = AbortSignal.any([this.#ending.signal, ...(signal === undefined ? [] : [signal])])
    return new Promise((resolve, reject) => {
      const settle = (how: () => void) => {
        remove()
        ended.removeEventListener('abort', giveUp)
        how()
      }
      const giveUp = () => settle(() => reject(ended.reason as Error))
      const look = () => {
        if (clientStatus(this.#held) === 'current') settle(resolve)
      }
      const remove = this.add(look)
      ended.addEventListener('abort', giveUp)
      if (ended.aborted) giveUp()
      else look()
    })
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#ending.abort(new Error('the client is closed'))
    this.tell()
    this.#listeners.clear()
  }

  /** One timer at a time; it finds out by itself that the source was heard meanwhile. */
  #watch(status: ClientStatus): void {
    const ms = statusEndsIn(this.#held, status)
    if (this.#cancel !== null || ms === null) return
    this.#cancel = this.#after(ms, () => {
      this.#cancel = null
      this.tell()
    })
  }
}
