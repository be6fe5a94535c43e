/** One event of a stream; `data` has its lines joined by newlines. */
export type StreamEvent = { readonly event: string; readonly data: string }

/**
 * Reads server-sent events (WHATWG HTML, 9.2.6, "Interpreting an event stream") from text that is cut
 * anywhere. What the end of the stream cuts off is no event. `id` is left to the reader of the data, which
 * carries its own position, and `retry` is the reader's own matter.
 */
export class EventStream {
  #rest = ''
  /** A carriage return ended the last text: a newline that follows belongs to it. */
  #isAfterReturn = false
  #event = ''
  #data: string[] = []
  #size = 0

  /** The events that are whole with this text. Throws RangeError on one that has no end. */
  push(text: string): readonly StreamEvent[] {
    const events: StreamEvent[] = []
    for (const line of this.#linesOf(text)) {
      const event = this.#read(line)
      if (event !== null) events.push(event)
    }
    return events
  }

  #linesOf(text: string): readonly string[] {
    if (text === '') return []
    const [first = '', ...more] = text
      .slice(this.#isAfterReturn && text.startsWith('\n') ? 1 : 0)
      .split(/\r\n|\n|\r/)
    this.#isAfterReturn = text.endsWith('\r')
    const lines = [this.#rest + first, ...more]
    this.#rest = lines.pop() ?? ''
    this.#limit(this.#rest.length)
    return lines
  }

  #read(line: string): StreamEvent | null {
    if (line === '') return this.#dispatch()
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'event') this.#event = value
    if (field === 'data') {
      this.#data.push(value)
      this.#size += value.length
      this.#limit(this.#size)
    }
    return null
  }

  #dispatch(): StreamEvent | null {
    const { length } = this.#data
    const event = { event: this.#event || 'message', data: this.#data.join('\n') }
    this.#event = ''
    this.#data = []
    this.#size = 0
    return length === 0 ? null : event
  }

  #limit(size: number): void {
    if (size > MAX_SIZE) throw new RangeError('an event of the stream is too long')
  }
}

/** In characters: a change that is longer would better be a whole state. */
const MAX_SIZE = 64 * 1024 * 1024
