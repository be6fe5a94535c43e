import type { ArchiveRecord } from '#lib/commands/follow-terms.ts'
import { lineOf } from '../program.ts'
import type { ArchiveFile } from './archive-document.ts'

/** Files of a document, read: as many as are kept in one transaction. */
export type ArchiveSlice = {
  /** How many of the document's files lie behind with this slice. */
  readonly done: number
  readonly records: readonly NamedRecord[]
  /** A line for each file that could not be read. */
  readonly problems: readonly string[]
}

type NamedRecord = { readonly name: string; readonly record: ArchiveRecord }

const FILES_MAX = 32
const BYTES_MAX = 4_000_000

export async function* slicesOf(files: readonly ArchiveFile[]): AsyncGenerator<ArchiveSlice> {
  let slice = emptySlice()
  for (const [index, file] of files.entries()) {
    await readInto(slice, file)
    const next = files[index + 1]
    if (next !== undefined && (hasRoom(slice) || isOfSameInstant(file, next))) continue
    yield { ...slice, done: index + 1 }
    slice = emptySlice()
  }
}

type OpenSlice = { readonly records: NamedRecord[]; readonly problems: string[]; bytes: number }

function emptySlice(): OpenSlice {
  return { records: [], problems: [], bytes: 0 }
}

async function readInto(slice: OpenSlice, { name, recordedAt, read }: ArchiveFile): Promise<void> {
  if (recordedAt === null) {
    slice.problems.push(`${name}: its name is no date, such as 2023-08-11 or 2023-08-11T10-22-33Z.`)
    return
  }
  try {
    const bytes = await read()
    slice.records.push({ name, record: { bytes, recordedAt } })
    slice.bytes += bytes.length
  } catch (error) {
    slice.problems.push(`${name}: ${lineOf(error)}`)
  }
}

function hasRoom({ records, bytes }: OpenSlice): boolean {
  return records.length < FILES_MAX && bytes < BYTES_MAX
}

/** Which of a day's records came first is told by nothing but their order in the slice. */
function isOfSameInstant(one: ArchiveFile, other: ArchiveFile): boolean {
  return one.recordedAt?.getTime() === other.recordedAt?.getTime()
}
