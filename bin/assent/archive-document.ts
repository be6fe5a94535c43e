import { basename } from 'node:path'
import { nameInput } from '#lib/schemas/people.ts'

/** One document of a public archive, with its records in the archive's order. */
export type ArchiveDocument = {
  /** Its place in the archive, as a person finds it again. */
  readonly place: string
  readonly slug: string
  /** As the archive calls it; null where that is a short name already. */
  readonly title: string | null
  readonly files: readonly ArchiveFile[]
}

export type ArchiveFile = {
  /** As a person finds it again. */
  readonly name: string
  /** Null where the file does not say it. */
  readonly recordedAt: Date | null
  /** The bytes; of a file that is too large for terms as many as show it. */
  readonly read: () => Promise<Uint8Array>
}

/** `parts`: the names on the way from the archive to the document; none where the archive is the document. */
export function archiveDocument(
  archive: string,
  parts: readonly string[],
  files: readonly ArchiveFile[],
): ArchiveDocument {
  const names = parts.length === 0 ? [basename(archive)] : parts
  const slug = slugOf(names.join(' '))
  const title = slug === names.join('-') ? undefined : nameInput.safeParse(names.join(' ')).data
  return { place: names.join('/'), slug, title: title ?? null, files }
}

/** "Acme Terms of Service" is called acme-terms-of-service in addresses; what has no Latin letters, nothing. */
function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '')
  return words.slice(0, SLUG_LENGTH_MAX).replace(/-$/, '')
}

const SLUG_LENGTH_MAX = 60
