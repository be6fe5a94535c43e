import { basename } from 'node:path'

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
  const title = names.join(' ')
  const slug = slugOf(title)
  return { place: names.join('/'), slug, title: slug === names.join('-') ? null : title, files }
}

/** "Zoom Terms of Service" is called zoom-terms-of-service in addresses. */
function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
