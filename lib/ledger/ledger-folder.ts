import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FormatError, parseCheckpoint, parseNote } from '@assent/receipt'

/** The few acts on files that publishing is made of; its crash story is told in their words. */
export type FolderFiles = {
  /** The content is durable when this resolves; the name is not, until its folder is synced. */
  readonly write: (path: string, bytes: Uint8Array | string) => Promise<void>
  readonly rename: (from: string, to: string) => Promise<void>
  /** Names made, moved and taken away in it are durable when this resolves. */
  readonly syncFolder: (path: string) => Promise<void>
  /** With those above it that are missing. */
  readonly makeFolder: (path: string) => Promise<void>
  /** A file or a folder with all in it; nothing where there is none. */
  readonly remove: (path: string) => Promise<void>
}

export const folderFiles: FolderFiles = {
  write: (path, bytes) => writeFile(path, bytes, { flush: true }),
  rename,
  async syncFolder(path) {
    // Windows opens no folder, and needs none.
    if (process.platform === 'win32') return
    const handle = await open(path, 'r')
    await handle.sync().finally(() => handle.close())
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true })
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
}

export const CHECKPOINT = 'checkpoint'

/** A file of the folder, at its path under the ledger's prefix; null where there is none. */
export async function readPublished(folder: string, path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(join(folder, path))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** How far a folder's ledger goes: its checkpoint, the whole note. Nothing in it is verified. */
export type PublishedHead = {
  readonly note: string
  readonly size: number
  readonly root: Uint8Array
}

/** Null where there is no checkpoint. @throws where it is none */
export async function readPublishedHead(folder: string): Promise<PublishedHead | null> {
  const bytes = await readPublished(folder, CHECKPOINT)
  if (bytes === null) return null
  const note = Buffer.from(bytes).toString('utf8')
  try {
    const { size, rootHash } = parseCheckpoint(parseNote(note).text)
    return { note, size, root: rootHash }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new Error(`the checkpoint in the ledger's folder is malformed: ${error.message}`)
  }
}

/** The names in one folder of it; none where it is missing. */
export async function listPublished(folder: string, path: string): Promise<string[]> {
  try {
    return await readdir(join(folder, path))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

export type PublishedFile = { readonly path: string; readonly bytes: Uint8Array | string }

/**
 * Puts files in their places. Each is written whole under another name first, so that whoever reads sees
 * the old one, the new one or none, and never a part. All are durable, names included, when this resolves;
 * if it stops before, any of them may be there and any may be gone after a power cut.
 */
export async function placeFiles(
  files: FolderFiles,
  folder: string,
  placed: readonly PublishedFile[],
): Promise<void> {
  const folders = new Set(placed.flatMap(({ path }) => foldersAbove(folder, path)))
  for (const each of folders) await files.makeFolder(each)
  const moves = placed.map(({ path, bytes }) => {
    const to = join(folder, path)
    return { to, from: `${to}${UNFINISHED}`, bytes }
  })
  await Promise.all(moves.map(({ from, bytes }) => files.write(from, bytes)))
  await Promise.all(moves.map(({ from, to }) => files.rename(from, to)))
  // The folder's own name stands in the one above it, which may be new as well.
  await Promise.all([dirname(folder), ...folders].map((each) => files.syncFolder(each)))
}

/** What a publisher that was killed leaves behind ends so; no resource does. */
export const UNFINISHED = '.new'

/** From the ledger's folder down to the one that holds the file. */
function foldersAbove(folder: string, path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return [folder, ...parts.map((_, i) => join(folder, ...parts.slice(0, i + 1)))]
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOENT' || code === 'ENOTDIR'
}
