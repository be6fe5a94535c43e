import type { Surroundings } from './surroundings.ts'

/** Where the source is, and by what it knows this client. */
export type Source = {
  /** Ends with a slash. */
  readonly url: URL
  readonly key: string
}

/** An answer that is still coming. */
export type Coming = {
  readonly headers: Headers
  /** When the request went out, by both clocks of this machine. */
  readonly sent: { readonly monotonic: number; readonly wall: number }
  readonly chunks: AsyncIterable<Uint8Array>
}

/** The source answered, and not with what was asked for. */
export class SourceRefusedError extends Error {
  override readonly name = 'SourceRefusedError'
  readonly status: number
  /** Milliseconds after which to ask again; null where the source says nothing. */
  readonly retryAfterMs: number | null

  constructor(path: string, status: number, retryAfterMs: number | null) {
    super(`${path} was answered with ${status}`)
    this.status = status
    this.retryAfterMs = retryAfterMs
  }

  /** The key is none, is revoked, or may not read this. */
  get isOfKey(): boolean {
    return this.status === 401 || this.status === 403
  }
}

/** Nothing came for so long that the connection counts as dead. */
export class SourceSilentError extends Error {
  override readonly name = 'SourceSilentError'
}

/**
 * Asks the source and hands its answer on as it comes. Silence of `silenceMs`, before the answer or within
 * it, ends it: a connection that only looks open would never end by itself. Rejects with SourceRefusedError,
 * SourceSilentError, what `fetch` rejects with, or the reason of `signal`.
 */
export async function askSource(
  source: Source,
  path: string,
  { here, silenceMs, signal }: AskOptions,
): Promise<Coming> {
  const silence = new Silence(here, silenceMs, path)
  const sent = { monotonic: here.monotonic(), wall: here.wall() }
  try {
    const response = await here.fetch(new URL(path, source.url).href, {
      headers: { authorization: `Bearer ${source.key}` },
      signal: AbortSignal.any([signal, silence.signal]),
      cache: 'no-store',
      redirect: 'error',
    })
    signal.throwIfAborted()
    if (response.status === 200 && response.body !== null)
      return { headers: response.headers, sent, chunks: chunksOf(response.body, silence, signal) }
    silence.abort()
    throw new SourceRefusedError(path, response.status, retryAfterMs(response.headers))
  } catch (error) {
    silence.end()
    throw error
  }
}

type AskOptions = {
  readonly here: Surroundings
  readonly silenceMs: number
  readonly signal: AbortSignal
}

async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  silence: Silence,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return
      silence.broken()
      yield value
    }
  } finally {
    // Whoever stops reading ends the request with it.
    silence.abort()
  }
}

/** Seconds; a date is not read, since it would be by another clock (RFC 9110, 10.2.3). */
function retryAfterMs(headers: Headers): number | null {
  const text = headers.get('retry-after')
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : null
}

class Silence {
  readonly #controller = new AbortController()
  readonly #arm: () => () => void
  #cancel: () => void

  constructor({ after }: Surroundings, ms: number, path: string) {
    this.#arm = () =>
      after(ms, () => {
        this.#controller.abort(new SourceSilentError(`${path}: nothing came for ${ms} ms`))
      })
    this.#cancel = this.#arm()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  broken(): void {
    this.#cancel()
    this.#cancel = this.#arm()
  }

  end(): void {
    this.#cancel()
  }

  abort(): void {
    this.end()
    this.#controller.abort()
  }
}
