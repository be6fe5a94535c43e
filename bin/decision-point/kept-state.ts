import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as giveWay } from 'node:timers/promises'
import { stateLines, type Snapshot } from '@assent/decision'
import { z } from 'zod'
import { faultOf } from '#lib/http/fault.ts'
import { log } from '#lib/log.ts'
import type { DecisionFeed } from '#lib/queries/decision-feed.ts'
import type { Bookmark } from '#lib/queries/feed-bookmark.ts'
import type { LiveState } from './live-state.ts'

/** What was recorded for so long at most is read again at a start, in milliseconds. */
const SAVE_EVERY_MS = 30 * 60_000

/** Lines are written in pieces of about so many letters. */
const PIECE = 64 * 1024

/**
 * The state as a file, so that a start reads what was recorded since and not everything. It is only as good
 * as the programs that made it: others make a state of the same record that says something else, and pass
 * it over. Beside it stands a second file, with what the first one is: the one counts only with the other.
 */
export class KeptState {
  readonly #path: string
  readonly #programs: string
  #dueAt = 0
  #savedPosition = -1

  /** `programs` stands for whatever a state is made by. */
  constructor(path: string, programs: string) {
    this.#path = path
    this.#programs = programs
  }

  /** What a state that is kept goes on from; null where there is none that can be used. */
  async find(): Promise<{ readonly bookmark: Bookmark; readonly sha256: string } | null> {
    const text = await readFile(`${this.#path}.json`, 'utf8').catch(() => null)
    const read = labelSchema.safeParse(text === null ? null : parsed(text))
    return read.success && read.data.programs === this.#programs ? read.data : null
  }

  /** Its lines, for `loadState`. What they come from ends with an error where it is not what was written. */
  async *lines(sha256: string): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(this.#path) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      yield chunk
    }
    if (hash.digest('hex') !== sha256) throw new Error('the state that was kept is another one')
  }

  /** Begins to save a state that is current, where it has changed and was not saved for long. */
  async saveWhenDue({ snapshot }: LiveState, feed: Pick<DecisionFeed, 'bookmark'>): Promise<void> {
    const { position, isLost } = snapshot
    if (isLost || position === this.#savedPosition || performance.now() < this.#dueAt) return
    this.#dueAt = performance.now() + SAVE_EVERY_MS
    try {
      const bookmark = await feed.bookmark()
      this.#savedPosition = position
      this.save(snapshot, bookmark).catch(cannotBeKept)
    } catch (error) {
      cannotBeKept(error)
    }
  }

  /** Writes it while others are answered. `bookmark` is of now, or of before. */
  async save(snapshot: Snapshot, bookmark: Bookmark): Promise<void> {
    const hash = createHash('sha256')
    const [lines, label] = [`${this.#path}.new`, `${this.#path}.json.new`]
    const file = createWriteStream(lines, { mode: PRIVATE })
    await pipeline(Readable.from(piecesOf(snapshot, hash)), file)
    const said: Label = { programs: this.#programs, sha256: hash.digest('hex'), bookmark }
    await writeFile(label, JSON.stringify(said), { mode: PRIVATE })
    await rename(lines, this.#path)
    await rename(label, `${this.#path}.json`)
  }
}

function cannotBeKept(error: unknown): void {
  log.warn(faultOf(error), 'the state could not be kept for the next start')
}

/** It says who consented to what. */
const PRIVATE = 0o600

async function* piecesOf(snapshot: Snapshot, hash: Hash): AsyncGenerator<Buffer> {
  let piece = ''
  for (const line of stateLines(snapshot)) {
    piece += line
    if (piece.length < PIECE) continue
    yield hashed(piece, hash)
    piece = ''
    await giveWay()
  }
  yield hashed(piece, hash)
}

function hashed(piece: string, hash: Hash): Buffer {
  const bytes = Buffer.from(piece)
  hash.update(bytes)
  return bytes
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const labelSchema = z.object({
  programs: z.string(),
  sha256: z.string(),
  bookmark: z.object({
    horizon: z.object({ index: z.number(), transaction: z.string() }),
    lastEventId: z.string().nullable(),
    bases: z
      .array(
        z.object({
          id: z.string(),
          catalogueEventId: z.string(),
          purpose: z.string(),
          category: z.string().nullable(),
          noticeId: z.string(),
          termsVersionIds: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
  }),
})

type Label = z.infer<typeof labelSchema>
