import { connect } from 'node:net'

/** How one address is asked: the whole request, as it goes over the wire. */
export type Wire = { readonly port: number; readonly request: Buffer }

type Asked = {
  readonly method?: string
  readonly path: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

export function wireOf(
  port: number,
  { method = 'POST', path, body = '', headers = {} }: Asked,
): Wire {
  const lines = Object.entries({
    host: `127.0.0.1:${String(port)}`,
    ...(body === ''
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return {
    port,
    request: Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`),
  }
}

export type Answered = { readonly head: string; readonly body: string }

/** One answer. Throws on any status of no success. */
export async function askOnce(wire: Wire): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const socket = connect(wire.port, '127.0.0.1')
    const answers = new Answers((answered) => {
      socket.destroy()
      resolve(answered)
    })
    socket.on('error', reject).on('data', (chunk) => answers.take(chunk))
    socket.write(wire.request)
  })
}

/**
 * Requests a second over so many connections, each with one request after the other, for so many
 * milliseconds, and in how many milliseconds 99 of 100 were answered. Plain sockets: a client of Node's own
 * would take longer than what it asks.
 */
export async function httpLoad(
  wire: Wire,
  connections: number,
  ms: number,
): Promise<{ readonly rate: number; readonly p99: number }> {
  const took: number[] = []
  const began = performance.now()
  const ends = began + ms
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port: wire.port, host: '127.0.0.1', noDelay: true })
      let sentAt = performance.now()
      const answers = new Answers(() => {
        const now = performance.now()
        took.push(now - sentAt)
        sentAt = now
        if (now < ends) socket.write(wire.request)
        else {
          socket.destroy()
          resolve()
        }
      })
      socket.on('error', reject).on('data', (chunk) => answers.take(chunk))
      socket.write(wire.request)
    })
  await Promise.all(Array.from({ length: connections }, one))
  const rate = (took.length / (performance.now() - began)) * 1000
  took.sort((a, b) => a - b)
  return { rate, p99: took[Math.ceil(took.length * 0.99) - 1] ?? NaN }
}

/** The rate alone. */
export async function httpRate(wire: Wire, connections: number, ms: number): Promise<number> {
  return (await httpLoad(wire, connections, ms)).rate
}

/** Finds where an answer ends: by its Content-Length, or by its last chunk. */
class Answers {
  readonly #answered: (answer: Answered) => void
  #text = ''

  constructor(answered: (answer: Answered) => void) {
    this.#answered = answered
  }

  take(chunk: Buffer): void {
    this.#text += chunk.toString('latin1')
    const at = this.#text.indexOf('\r\n\r\n')
    if (at < 0) return
    if (!/^HTTP\/1.1 20/.test(this.#text)) throw new Error(this.#text.slice(0, 300))
    const head = this.#text.slice(0, at + 2)
    const end = this.#endOf(head)
    if (end === null || this.#text.length < end) return
    const body = this.#text.slice(at + 4, end)
    this.#text = this.#text.slice(end)
    this.#answered({ head, body })
  }

  #endOf(head: string): number | null {
    const length = /content-length: (\d+)/i.exec(head)?.[1]
    if (length !== undefined) return head.length + 2 + Number(length)
    if (!/transfer-encoding: chunked/i.test(head)) return head.length + 2
    const last = this.#text.indexOf('\r\n0\r\n\r\n', head.length)
    return last < 0 ? null : last + 7
  }
}
