import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { applyIncrement, loadState, Snapshot, stateLines, type StateRecord } from '../index.ts'
import { increment, linesOf, world } from './world.ts'

export const KEY = 'assent_test.key'

/** A source that speaks what README.md calls the stream, over real HTTP, and does wrong what a test asks of it. */
export class MockSource {
  readonly snapshot = new Snapshot()
  /** As they were asked for. */
  readonly requests: string[] = []
  readonly #changes: { readonly position: number; readonly text: string }[] = []
  readonly #streams = new Set<ServerResponse>()
  readonly #server: Server
  #heartbeat: NodeJS.Timeout | null = null
  /** Instead of the right answer; once it gives true it has answered. */
  instead: (request: IncomingMessage, response: ServerResponse) => boolean = () => false
  /** By the source's own clock. */
  now = () => Date.now()

  private constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response))
  }

  static async start(records: readonly StateRecord[] = world): Promise<MockSource> {
    const source = new MockSource()
    await loadState(source.snapshot, [linesOf(records)], () => Promise.resolve())
    source.#server.listen(0, '127.0.0.1')
    await once(source.#server, 'listening')
    source.startHeartbeat()
    return source
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get streams(): number {
    return this.#streams.size
  }

  /** Commits the change and sends it, as one event. */
  change(...records: readonly StateRecord[]): void {
    const { position } = this.snapshot
    const json = increment(position, position + 1, records)
    applyIncrement(this.snapshot, json)
    const text = changeText(position + 1, JSON.stringify(json))
    this.#changes.push({ position: position + 1, text })
    this.send(text)
  }

  /** Commits it and sends nothing. */
  changeInSilence(...records: readonly StateRecord[]): void {
    const streams = [...this.#streams]
    this.#streams.clear()
    this.change(...records)
    for (const each of streams) this.#streams.add(each)
  }

  send(text: string): void {
    for (const stream of this.#streams) stream.write(text)
  }

  sayCurrent(): void {
    this.send(this.#current())
  }

  startHeartbeat(): void {
    this.#heartbeat ??= setInterval(() => this.sayCurrent(), 50)
  }

  /** The connections stay open, and nothing comes. */
  stopHeartbeat(): void {
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat)
    this.#heartbeat = null
  }

  cut(): void {
    for (const stream of this.#streams) stream.destroy()
  }

  async stop(): Promise<void> {
    this.stopHeartbeat()
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', this.url)
    this.requests.push(url.pathname + url.search)
    if (this.instead(request, response)) return
    if (request.headers.authorization !== `Bearer ${KEY}`) {
      response.writeHead(401).end()
    } else if (url.pathname === '/v1/state') {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' })
      for (const line of stateLines(this.snapshot)) response.write(line)
      response.end()
    } else if (url.pathname === '/v1/events') {
      this.#open(Number(url.searchParams.get('after')), response)
    } else {
      response.writeHead(404).end()
    }
  }

  #open(after: number, response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'assent-time': String(this.now()),
    })
    for (const { position, text } of this.#changes) if (position > after) response.write(text)
    response.write(this.#current())
    this.#streams.add(response)
    response.on('close', () => this.#streams.delete(response))
  }

  #current(): string {
    return currentText(this.snapshot.position, this.now())
  }
}

export function changeText(position: number, json: string): string {
  return `event: change\nid: ${position}\ndata: ${json}\n\n`
}

export function currentText(position: number, at: number): string {
  return `event: current\ndata: ${JSON.stringify({ position, at })}\n\n`
}
