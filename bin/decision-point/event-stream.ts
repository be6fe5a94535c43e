import type { ServerResponse } from 'node:http'
import type { StateChange } from '#lib/domain/decision/change-draft.ts'
import type { Exchange } from './exchange.ts'
import type { LiveState } from './live-state.ts'

/** As much as may wait for a reader, in bytes; one that is slower is cut off and comes back. */
const WAITING_MAX = 8_000_000

/** One that takes nothing for so long is gone. */
const SILENCE_MS = 15_000

/**
 * The changes of a state from a position on, as server-sent events (packages/decision/README.md, "The
 * stream"). `account` limits them to one account's; `isLetIn` is asked before anything more is sent, so that
 * a stream ends with the key that opened it.
 */
export function sendEvents(
  exchange: Exchange,
  live: LiveState,
  options: {
    readonly account: string | null
    readonly after: number | null
    readonly now: () => number
    readonly isLetIn: () => boolean
  },
): void {
  const { account, after, now, isLetIn } = options
  const { response } = exchange
  exchange.also('assent-time', String(now()))
  beginEvents(exchange)
  const missed = after === null ? null : live.changesAfter(after)
  const stream = new EventStream(response)
  if (missed === null) {
    stream.send('event: reload\ndata: {}\n\n')
    response.end()
    return
  }
  for (const change of missed) stream.send(changeEvent(live, change, account))
  const { position, isLost, heardAt } = live.snapshot
  if (!isLost) stream.send(currentEvent(position, heardAt))
  const leave = live.follow({
    changed: (change) => {
      if (isLetIn()) stream.send(changeEvent(live, change, account))
      else response.end()
    },
    current: (at, when) => {
      if (isLetIn()) stream.send(currentEvent(at, when))
      else response.end()
    },
    aged: () => undefined,
    replaced: () => {
      stream.send('event: reload\ndata: {}\n\n')
      response.end()
    },
  })
  response.on('close', leave)
}

export function beginEvents(exchange: Exchange): void {
  const { response } = exchange
  exchange.also('content-type', 'text/event-stream')
  exchange.also('cache-control', 'no-store')
  exchange.also('x-accel-buffering', 'no')
  exchange.begin(200)
  response.flushHeaders()
  response.socket?.setNoDelay(true)
}

/** Writes events, and cuts off whoever does not take them. */
export class EventStream {
  readonly #response: ServerResponse
  #fullSince: number | null = null

  constructor(response: ServerResponse) {
    this.#response = response
    response.on('drain', () => (this.#fullSince = null))
  }

  send(event: string): void {
    const response = this.#response
    if (response.destroyed || response.writableEnded) return
    const isTaken = response.write(event)
    if (isTaken) return
    this.#fullSince ??= performance.now()
    const isSilent = performance.now() - this.#fullSince > SILENCE_MS
    if (isSilent || response.writableLength > WAITING_MAX) response.destroy()
  }
}

function currentEvent(position: number, at: number): string {
  return `event: current\ndata: {"position":${String(position)},"at":${String(at)}}\n\n`
}

/** Written once for all who may see all of it. */
const written = new WeakMap<StateChange, string>()

function changeEvent(live: LiveState, change: StateChange, account: string | null): string {
  if (account !== null) return eventOf(changeFor(live, change, account))
  const known = written.get(change)
  if (known !== undefined) return known
  const event = eventOf(change)
  written.set(change, event)
  return event
}

function eventOf(change: StateChange): string {
  return `event: change\nid: ${String(change.position)}\ndata: ${JSON.stringify(change)}\n\n`
}

/** What a key of one account may not see is left out; the change stays, so that none is missed. */
function changeFor({ snapshot }: LiveState, change: StateChange, account: string): StateChange {
  const isTheirs = (record: StateChange['records'][number]): boolean => {
    switch (record.type) {
      case 'account':
        return record.id === account
      case 'permission':
      case 'group_permission':
      case 'member':
      case 'meeting':
        return record.account === account
      case 'participant':
        return snapshot.meetings.get(record.meeting)?.account === account
      case 'rules':
      case 'terms':
      case 'purpose':
      case 'category':
      case 'question':
      case 'basis':
        return true
    }
  }
  return { ...change, records: change.records.filter(isTheirs) }
}
