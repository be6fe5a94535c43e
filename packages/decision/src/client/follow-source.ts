import { loadState } from '../load-state.ts'
import { RecordReader, StateFormatError } from '../record-reader.ts'
import { askSource, SourceRefusedError, type Coming, type Source } from './ask-source.ts'
import { Backoff } from './backoff.ts'
import { EventStream, type StreamEvent } from './event-stream.ts'
import type { HeldState } from './held-state.ts'
import { SourceClock } from './source-clock.ts'
import type { Surroundings } from './surroundings.ts'

/** What the one who keeps the state is told while it is followed. */
export type Following = {
  /** Something came, went or changed that an answer may rest on. */
  readonly changed: () => void
  /** The source could not be asked, or was not understood; it will be asked again. */
  readonly failed: (error: unknown) => void
}

/**
 * Keeps `held` what the source has, until `signal` ends it: loads a whole state where one is needed, then
 * follows the changes, and starts again after everything that goes wrong. What goes wrong never becomes a
 * yes: the state that is held grows old, and answers no.
 */
export async function followSource(
  source: Source,
  held: HeldState,
  here: Surroundings,
  { changed, failed }: Following,
  signal: AbortSignal,
): Promise<void> {
  const backoff = new Backoff(here)
  const isOver = () => signal.aborted
  while (!isOver()) {
    let refused: SourceRefusedError | null = null
    try {
      if (held.isWholeNeeded) await loadWhole(source, held, here, signal)
      await followEvents(source, held, here, signal, () => {
        backoff.succeeded()
        changed()
      })
    } catch (error) {
      if (isOver()) return
      if (error instanceof SourceRefusedError) refused = error
      if (refused?.isOfKey === true) held.forget()
      failed(error)
    }
    held.lost()
    changed()
    await backoff.wait(refused?.retryAfterMs ?? 0, signal)
  }
}

async function loadWhole(
  source: Source,
  held: HeldState,
  here: Surroundings,
  signal: AbortSignal,
): Promise<void> {
  const coming = await askSource(source, 'v1/state', { here, silenceMs: STATE_SILENCE_MS, signal })
  await loadState(held.startWhole(), coming.chunks, here.pause)
}

/** Until the stream ends, or another has to be opened. */
async function followEvents(
  source: Source,
  held: HeldState,
  here: Surroundings,
  signal: AbortSignal,
  changed: () => void,
): Promise<void> {
  const path = `v1/events?after=${held.followed.position}`
  const coming = await askSource(source, path, { here, silenceMs: EVENT_SILENCE_MS, signal })
  const clock = new SourceClock(here, coming.sent, sourceTimeOf(coming))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const stream = new EventStream()
  for await (const chunk of coming.chunks) {
    for (const event of stream.push(decoder.decode(chunk, { stream: true }))) {
      const goesOn = readEvent(held, clock, event)
      changed()
      if (!goesOn) return
    }
  }
}

/** Half of the shortest time between two signs of life, and the reason for which one is not sent is a fault of its own. */
const EVENT_SILENCE_MS = 3_000

/** A source that is starting may be slow to write a large state; it is not silent for so long. */
const STATE_SILENCE_MS = 15_000

/** False where this stream is of no more use. */
function readEvent(held: HeldState, clock: SourceClock, { event, data }: StreamEvent): boolean {
  switch (event) {
    case 'change':
      return readChange(held, data)
    case 'current':
      return readCurrent(held, clock, data)
    case 'reload':
      held.fallBehind()
      return false
    default:
      return true
  }
}

function readChange(held: HeldState, data: string): boolean {
  let change: unknown
  try {
    change = JSON.parse(data)
  } catch {
    held.break()
    throw new StateFormatError('a change is not JSON')
  }
  return held.apply(change)
}

function readCurrent(held: HeldState, clock: SourceClock, data: string): boolean {
  const reader = new RecordReader(parse(data))
  const position = reader.count('position')
  const at = reader.count('at')
  const { followed } = held
  if (position > followed.position) {
    held.fallBehind()
    return false
  }
  // Older than what is known here: nothing is learnt from it.
  if (position < followed.position) return true
  const now = clock.now()
  held.heard(Math.min(at, now), clock)
  return now - at <= LATE_MS && at - now <= EARLY_MS
}

/**
 * A message that is this late was held back, or the clocks have moved apart; one that comes before its time
 * shows that they have. In both cases a new stream tells the time anew.
 */
const LATE_MS = 500
const EARLY_MS = 50

function parse(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    throw new StateFormatError('an event is not JSON')
  }
}

function sourceTimeOf({ headers }: Coming): number {
  const text = headers.get('assent-time')
  if (text !== null && /^\d{1,15}$/.test(text)) return Number(text)
  throw new StateFormatError('the stream does not tell its source’s time')
}
