import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { platform } from 'node:os'
import { dirname } from 'node:path'
import { parseCheckpoint } from './checkpoint.ts'
import { FormatError } from './format-error.ts'
import { parseNote } from './signed-note.ts'

/** What a witness must not forget: for each log the checkpoint it cosigned last, signatures and all. */
export type WitnessState = {
  /** The whole note; null where it never cosigned one of that log. */
  readonly find: (origin: string) => string | null
  /** Durable when it returns. @throws where that cannot be promised */
  readonly keep: (note: string) => void
}

/**
 * State in one file, a JSON object of notes by origin. It is read at every call and held nowhere else,
 * so that what a restart finds is what every request has worked with. All of it is synchronous: in one
 * process nothing comes between a `find` and the `keep` after it.
 * @throws where the file is there and is none of these: a witness that forgot would sign a fork
 */
export function openWitnessState(path: string): WitnessState {
  read(path)
  return {
    find: (origin) => read(path).get(origin) ?? null,
    keep(note) {
      const notes = read(path).set(originOf(note), note)
      const text = `${JSON.stringify(Object.fromEntries(notes), null, 2)}\n`
      // Stopped before the rename the old state stands, and stopped after it the new one. No answer was
      // given in either case; where the new one stands, the log is told its size by a 409.
      writeFileSync(`${path}.new`, text, { flush: true })
      renameSync(`${path}.new`, path)
      syncFolder(dirname(path))
    },
  }
}

function read(path: string): Map<string, string> {
  const text = readIfThere(path)
  if (text === null) return new Map()
  const stored: unknown = JSON.parse(text)
  if (typeof stored !== 'object' || stored === null)
    throw new FormatError(`${path} is no state file`)
  const notes = new Map<string, string>()
  for (const [origin, note] of Object.entries(stored)) {
    if (typeof note !== 'string' || originOf(note) !== origin)
      throw new FormatError(`${path} does not hold a checkpoint of ${origin} where it should`)
    notes.set(origin, note)
  }
  return notes
}

function originOf(note: string): string {
  return parseCheckpoint(parseNote(note).text).origin
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** A rename is durable once its folder is; Windows opens no folder, and needs none. */
function syncFolder(folder: string): void {
  if (platform() === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
