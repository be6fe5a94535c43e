import type { Surroundings } from './surroundings.ts'

/**
 * The source's clock, told from here without trusting this machine's. A request was sent at a known moment
 * and the source put its own time on the answer, so that time had not been reached when the request went
 * out: what is counted from there runs ahead of the source by the way there, and never behind it. A message
 * that a network held back can therefore look older than it is, and never younger.
 */
export class SourceClock {
  readonly #here: Pick<Surroundings, 'monotonic' | 'wall'>
  readonly #sourceTime: number
  readonly #monotonic: number
  readonly #wall: number

  constructor(
    here: Pick<Surroundings, 'monotonic' | 'wall'>,
    sent: { readonly monotonic: number; readonly wall: number },
    sourceTime: number,
  ) {
    this.#here = here
    this.#sourceTime = sourceTime
    this.#monotonic = sent.monotonic
    this.#wall = sent.wall
  }

  /** Milliseconds since 1970 UTC. One clock may halt while the machine sleeps, the other may be set back: the later counts. */
  now(): number {
    const passed = this.#here.monotonic() - this.#monotonic
    return this.#sourceTime + Math.max(passed, this.#here.wall() - this.#wall)
  }
}
