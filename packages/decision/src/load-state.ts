import { applyRecord, type Legend } from './apply-record.ts'
import { RecordReader, StateFormatError } from './record-reader.ts'
import type { Snapshot } from './snapshot.ts'
import { readStateRecord } from './state-record.ts'

/** The version of the format: a state of another one is refused. */
export const STATE_FORMAT = 'assent-decision-state/1'

/**
 * Reads a whole state into an empty snapshot, line by line as it comes (README.md, "The state"). After
 * every so many lines `pause` is awaited, so that whoever answers questions meanwhile can do so: hand in
 * what gives the event loop back. Rejects with StateFormatError on anything that is not a whole state;
 * the snapshot then answers nothing. It is ready once it has reached the position that the state ends with.
 */
export async function loadState(
  snapshot: Snapshot,
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  pause: () => Promise<void>,
): Promise<void> {
  const loading = new Loading(snapshot)
  try {
    await readLines(loading, chunks, pause)
  } catch (error) {
    snapshot.isBroken = true
    throw error
  }
}

async function readLines(
  loading: Loading,
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  pause: () => Promise<void>,
): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let lines = 0
  for await (const chunk of chunks) {
    const text =
      rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      loading.line(text.slice(start, end))
      start = end + 1
      if (++lines % LINES_AT_ONCE === 0) await pause()
    }
    rest = text.slice(start)
  }
  if (rest !== '') throw new StateFormatError('the state ends within a line')
  loading.end()
}

/** A few milliseconds' worth. */
const LINES_AT_ONCE = 200

/**
 * One change, in the order of positions. `after` is the position that the change before it led to: where
 * it is not the state's own, changes were lost, and the answer is `gap`: load a whole state again. What
 * was applied before is `known` and changes nothing. A change that cannot be read breaks the state, which
 * then answers nothing.
 */
export function applyIncrement(snapshot: Snapshot, json: unknown): 'applied' | 'known' | 'gap' {
  if (snapshot.position < 0 || snapshot.isBroken) return 'gap'
  try {
    const header = readHeader(snapshot, json)
    if (header.legend.position <= snapshot.position) return 'known'
    if (header.after !== snapshot.position) return missed(snapshot)
    // Read before anything is written: what is refused has changed nothing.
    const records = new RecordReader(json).list('records').map(readStateRecord)
    for (const record of records) applyRecord(snapshot, record, header.legend)
    snapshot.position = header.legend.position
    return 'applied'
  } catch (error) {
    snapshot.isBroken = true
    throw error
  }
}

/** What was missed may be somebody's no. */
function missed(snapshot: Snapshot): 'gap' {
  snapshot.isBehind = true
  snapshot.lost()
  return 'gap'
}

class Loading {
  readonly #snapshot: Snapshot
  #legend: Legend | null = null
  #count = 0
  #isWhole = false

  constructor(snapshot: Snapshot) {
    if (snapshot.position >= 0) throw new StateFormatError('the snapshot is not empty')
    this.#snapshot = snapshot
  }

  line(text: string): void {
    if (this.#isWhole) throw new StateFormatError('something comes after the end')
    const json = parse(text)
    if (this.#legend === null) {
      this.#legend = readHeader(this.#snapshot, json).legend
    } else if (text.startsWith('{"type":"end"')) {
      this.#readEnd(json)
    } else {
      applyRecord(this.#snapshot, readStateRecord(json), this.#legend)
      this.#count++
    }
  }

  end(): void {
    if (!this.#isWhole) throw new StateFormatError('the state was cut off')
  }

  #readEnd(json: unknown): void {
    const reader = new RecordReader(json)
    if (reader.count('records') !== this.#count)
      throw new StateFormatError('lines of the state are missing')
    this.#snapshot.position = this.#legend?.position ?? -1
    this.#snapshot.readyFrom = reader.count('position')
    this.#isWhole = true
  }
}

function readHeader(
  snapshot: Snapshot,
  json: unknown,
): { readonly after: number | null; readonly legend: Legend } {
  const reader = new RecordReader(json)
  reader.oneOf('format', [STATE_FORMAT])
  const questions = reader.list('questions').map((each) => {
    const [purpose, category] = Array.isArray(each) ? (each as readonly unknown[]) : []
    if (!isKey(purpose) || !(category === null || isKey(category)))
      throw new StateFormatError('header: a question is a purpose and a category or null')
    return snapshot.questionAbout(purpose, category)
  })
  return {
    after: reader.numberOrNull('after'),
    legend: { position: reader.count('position'), questions, bases: reader.texts('bases') },
  }
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('/')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new StateFormatError('a line is not JSON')
  }
}
