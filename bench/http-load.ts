import { connect, type Socket } from 'node:net'

/** How one address is asked: the whole request, as it goes over the wire. */
export type Wire = { readonly port: number; readonly request: Buffer }

export function wireOf(
  port: number,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Wire {
  const lines = Object.entries({
    host: `127.0.0.1:${String(port)}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return { port, request: Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`) }
}

/** The body of one answer. Throws on any status but 200. */
export async function askOnce(wire: Wire): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(wire.port, '127.0.0.1')
    const answers = new Answers((body) => {
      socket.destroy()
      resolve(body)
    })
    socket.on('error', reject).on('data', (chunk) => answers.take(chunk))
    socket.write(wire.request)
  })
}

/**
 * Requests a second over so many connections, each with one request after the other, for so many
 * milliseconds. Plain sockets: a client of Node's own would take longer than what it asks.
 */
export async function httpRate(wire: Wire, connections: number, ms: number): Promise<number> {
  let count = 0
  const began = performance.now()
  const ends = began + ms
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket: Socket = connect({ port: wire.port, host: '127.0.0.1', noDelay: true })
      const answers = new Answers(() => {
        count++
        if (performance.now() < ends) socket.write(wire.request)
        else {
          socket.destroy()
          resolve()
        }
      })
      socket.on('error', reject).on('data', (chunk) => answers.take(chunk))
      socket.write(wire.request)
    })
  await Promise.all(Array.from({ length: connections }, one))
  return (count / (performance.now() - began)) * 1000
}

/** Finds where an answer ends, by its Content-Length. */
class Answers {
  readonly #answered: (body: string) => void
  #text = ''

  constructor(answered: (body: string) => void) {
    this.#answered = answered
  }

  take(chunk: Buffer): void {
    this.#text += chunk.toString('latin1')
    const head = this.#text.indexOf('\r\n\r\n')
    if (head < 0) return
    if (!this.#text.startsWith('HTTP/1.1 200')) throw new Error(this.#text.slice(0, 100))
    const [, length] = /content-length: (\d+)/i.exec(this.#text.slice(0, head)) ?? []
    const end = head + 4 + Number(length)
    if (this.#text.length < end) return
    const body = this.#text.slice(head + 4, end)
    this.#text = this.#text.slice(end)
    this.#answered(body)
  }
}
