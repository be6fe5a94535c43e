import { readdirSync, type Dirent } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { effectiveInput } from '#lib/schemas/effective.ts'
import { readFileUpTo, TERMS_BYTES_MAX } from './act.ts'
import { archiveDocument, type ArchiveDocument, type ArchiveFile } from './archive-document.ts'

/**
 * The documents below a folder: each folder that holds Markdown files named by date is one. That is how
 * Open Terms Archive lays out its datasets (`SERVICE/TERMS TYPE/2021-08-01T01-03-12Z.md`).
 */
export function documentsInFolder(archive: string): ArchiveDocument[] {
  return [...markdownFolders(archive)]
    .filter(([, names]) => names.some((name) => looksDated(name)))
    .map(([folder, names]) => {
      const parts = relative(archive, folder)
        .split(sep)
        .filter((part) => part !== '')
      return archiveDocument(
        archive,
        parts,
        names.map((name) => fileIn(archive, folder, name)).sort(inOrder),
      )
    })
    .sort((one, other) => compare(one.place, other.place))
}

/** Names of Markdown files by folder. What begins with a dot is not the archive's, and links lead out of it. */
function markdownFolders(archive: string): Map<string, string[]> {
  const folders = new Map<string, string[]>()
  const open = [archive]
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(isOfArchive)
    const names = entries.filter((entry) => entry.isFile() && /\.md$/i.test(entry.name))
    if (names.length > 0)
      folders.set(
        folder,
        names.map(({ name }) => name),
      )
    for (const entry of entries) if (entry.isDirectory()) open.push(join(folder, entry.name))
  }
  return folders
}

function isOfArchive({ name }: Dirent): boolean {
  return !name.startsWith('.') && !/^(?:readme|license)\b.*\.md$/i.test(name)
}

function looksDated(name: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(name)
}

function fileIn(archive: string, folder: string, name: string): ArchiveFile {
  const path = join(folder, name)
  return {
    name: relative(archive, path),
    recordedAt: dateIn(name),
    read: () => readFileUpTo(path, TERMS_BYTES_MAX),
  }
}

/**
 * When a file was recorded, by its name: a date, with a letter where a day has several; or an instant in UTC,
 * with hyphens where a file system takes no colons.
 */
export function dateIn(name: string): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[a-z]|T(\d{2})[-:](\d{2})[-:](\d{2})Z)?\.md$/i.exec(name)
  if (match === null) return null
  const [, date = '', hour, minute, second] = match
  const written = hour === undefined ? date : `${date}T${hour}:${minute ?? ''}:${second ?? ''}Z`
  return effectiveInput.safeParse(written).data ?? null
}

/** By instant, and by name where a day has several. A file without an instant goes last. */
function inOrder(one: ArchiveFile, other: ArchiveFile): number {
  const time = (file: ArchiveFile) => file.recordedAt?.getTime() ?? Infinity
  return time(one) === time(other) ? compare(one.name, other.name) : time(one) - time(other)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
