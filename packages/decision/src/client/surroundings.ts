/**
 * What the client needs of the machine it runs on, so that a test can be the machine: the network, two
 * clocks, chance, and time that passes. `fromHere` takes them from whatever runs this: Node, Deno, Bun, a
 * browser.
 */
export type Surroundings = {
  readonly fetch: Fetch
  /** Milliseconds from some instant: never set, and perhaps halted while the machine sleeps. */
  readonly monotonic: () => number
  /** Milliseconds since 1970 UTC: goes on while the machine sleeps, and can be set. */
  readonly wall: () => number
  /** From 0 up to, and without, 1. */
  readonly random: () => number
  /** Calls back once, after so many milliseconds, unless it is cancelled by what it gives. */
  readonly after: (ms: number, call: () => void) => () => void
  /** Gives way to whatever else waits, and comes back. */
  readonly pause: () => Promise<void>
}

/** `fetch`, as far as it is needed. */
export type Fetch = (
  url: string,
  init: {
    readonly headers: Readonly<Record<string, string>>
    readonly signal: AbortSignal
    readonly cache: 'no-store'
    readonly redirect: 'error'
  },
) => Promise<Response>

export function fromHere(): Surroundings {
  return {
    fetch: (url, init) => fetch(url, init),
    monotonic: () => performance.now(),
    wall: () => Date.now(),
    random: () => Math.random(),
    after: (ms, call) => {
      const timer = setTimeout(call, ms)
      return () => clearTimeout(timer)
    },
    pause: typeof setImmediate === 'function' ? afterOthers : afterMessage,
  }
}

function afterOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** In a browser a timer would wait for four milliseconds each time. */
function afterMessage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
