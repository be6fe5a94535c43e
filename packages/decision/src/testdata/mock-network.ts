import { setImmediate as turn } from 'node:timers/promises'
import { applyIncrement, loadState, Snapshot, stateLines, type StateRecord } from '../index.ts'
import type { Fetch, Surroundings } from '../client/surroundings.ts'
import { changeText, currentText } from './mock-source.ts'
import { increment, linesOf, NOW, world } from './world.ts'

/** What becomes of one message on its way. */
export type Fate = {
  readonly delay: number
  readonly copies: 0 | 1 | 2
  readonly isGarbled: boolean
}

/**
 * A source and the network before it, in a time that only `pass` lets go on: so that a test can say for each
 * message when it comes, in which order, how often and whether whole.
 */
export class MockNetwork {
  readonly origin = new Snapshot()
  /** Milliseconds of the source's clock ahead of the true time. */
  readonly skew: number
  now = NOW
  isDown = false
  /** Everything on its way takes so much longer, as behind something that buffers. */
  heldBack = 0
  readonly #fateOf: () => Fate
  readonly #changes: { readonly position: number; readonly text: string }[] = []
  readonly #due: { readonly at: number; readonly run: () => void }[] = []
  #lines = new Set<Line>()

  private constructor(skew: number, fateOf: () => Fate) {
    this.skew = skew
    this.#fateOf = fateOf
  }

  static async start(skew: number, fateOf: () => Fate): Promise<MockNetwork> {
    const network = new MockNetwork(skew, fateOf)
    await loadState(network.origin, [linesOf(world)], () => Promise.resolve())
    network.#heartbeat()
    return network
  }

  /** What the client runs on; its own clock is set as somebody left it. */
  surroundings(off: number): Surroundings {
    return {
      fetch: this.#fetch,
      monotonic: () => this.now,
      wall: () => this.now + off,
      random: () => 0.5,
      after: (ms, run) => this.#at(this.now + ms, run),
      pause: () => Promise.resolve(),
    }
  }

  /** The change is recorded, and sent unless the network loses it. */
  commit(isLost: boolean, ...records: readonly StateRecord[]): void {
    const { position } = this.origin
    const json = increment(position, position + 1, records)
    applyIncrement(this.origin, json)
    const text = changeText(position + 1, JSON.stringify(json))
    this.#changes.push({ position: position + 1, text })
    if (!isLost) for (const line of this.#lines) line.send(text)
  }

  cut(): void {
    for (const line of this.#lines) line.end()
    this.#lines = new Set()
  }

  /** Lets so many milliseconds go by, and everything happen that falls into them. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      this.now = Math.max(this.now, next.at)
      next.run()
      await turn()
    }
    this.now = until
    await turn()
  }

  readonly #fetch: Fetch = (url, { signal }) => {
    const path = new URL(url)
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      if (this.isDown) reject(new TypeError('fetch failed'))
      else this.#later(() => this.#answer(path, signal, resolve))
    })
  }

  #answer(path: URL, signal: AbortSignal, resolve: (response: Response) => void): void {
    if (path.pathname === '/v1/state') {
      const text = [...stateLines(this.origin)].join('')
      this.#later(() => resolve(new Response(text)))
      return
    }
    const line = new Line((run) => this.#later(run), this.#fateOf, signal)
    const headers = { 'assent-time': String(this.#time) }
    this.#later(() => resolve(new Response(line.body, { headers })))
    const after = Number(path.searchParams.get('after'))
    for (const { position, text } of this.#changes) if (position > after) line.send(text)
    line.send(currentText(this.origin.position, this.#time))
    this.#lines.add(line)
  }

  get #time(): number {
    return this.now + this.skew
  }

  #heartbeat(): void {
    for (const line of this.#lines) line.send(currentText(this.origin.position, this.#time))
    this.#at(this.now + 500, () => this.#heartbeat())
  }

  #later(run: () => void): void {
    this.#at(this.now + this.heldBack + this.#fateOf().delay, run)
  }

  #at(at: number, run: () => void): () => void {
    const due = { at, run }
    this.#due.push(due)
    return () => {
      const index = this.#due.indexOf(due)
      if (index >= 0) this.#due.splice(index, 1)
    }
  }

  #next(until: number): { readonly at: number; readonly run: () => void } | null {
    let first = -1
    for (const [i, { at }] of this.#due.entries())
      if (at <= until && (first < 0 || at < (this.#due[first]?.at ?? 0))) first = i
    return first < 0 ? null : (this.#due.splice(first, 1)[0] ?? null)
  }
}

/** One open stream. */
class Line {
  readonly body: ReadableStream<Uint8Array>
  readonly #later: (run: () => void) => void
  readonly #fateOf: () => Fate
  #controller!: ReadableStreamDefaultController<Uint8Array>
  #isOpen = true

  constructor(later: (run: () => void) => void, fateOf: () => Fate, signal: AbortSignal) {
    this.#later = later
    this.#fateOf = fateOf
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.#controller = controller),
      cancel: () => void (this.#isOpen = false),
    })
    signal.addEventListener('abort', () => {
      if (this.#isOpen) this.#controller.error(signal.reason)
      this.#isOpen = false
    })
  }

  send(text: string): void {
    const { copies, isGarbled } = this.#fateOf()
    const bytes = new TextEncoder().encode(isGarbled ? text.replace('"', '') : text)
    for (let i = 0; i < copies; i++)
      this.#later(() => {
        if (this.#isOpen) this.#controller.enqueue(bytes)
      })
  }

  end(): void {
    if (this.#isOpen) this.#controller.close()
    this.#isOpen = false
  }
}
