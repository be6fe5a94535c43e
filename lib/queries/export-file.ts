import { createHash } from 'node:crypto'
import { exportManifest, type ManifestSigner } from '#lib/domain/record/export-manifest.ts'
import { copyExportPart } from '#lib/store/exports.ts'
import type { QueryContext } from './context.ts'
import type { AccountExport } from './exports.ts'

/** The bytes from `from` on and before `until`. */
export type ByteSpan = { readonly from: number; readonly until: number }

/**
 * An exported file, or a span of it, as it comes from PostgreSQL: a few megabytes are in memory at a
 * time. The next part is fetched while the one before is read.
 *
 * @throws in the middle where somebody was erased meanwhile: what was read is then no part of any file
 */
export async function* readExport(
  file: AccountExport,
  { from, until }: ByteSpan,
  { database }: Pick<QueryContext, 'database'>,
): AsyncGenerator<Uint8Array> {
  const head = new TextEncoder().encode(file.head)
  if (from < head.length) yield head.subarray(from, until)
  const wanted = partsIn(file, { from, until })
  const copy = (i: number) => {
    const part = wanted[i]?.part
    const copied =
      part === undefined ? [] : copyExportPart(database, file.selection, file.format, part)
    const chunks = Promise.resolve(copied)
    // Where nobody reads as far, nobody is told that it failed.
    chunks.catch(() => undefined)
    return chunks
  }
  let next = copy(0)
  for (const [i, { at }] of wanted.entries()) {
    const chunks = await next
    next = copy(i + 1)
    yield* clip(chunks, { from: from - at, until: until - at })
  }
}

/** SHA-256 of the whole file, hex: all of it is read for it. */
export async function digestExport(
  file: AccountExport,
  context: Pick<QueryContext, 'database'>,
): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of readExport(file, { from: 0, until: file.bytes }, context))
    hash.update(chunk)
  return hash.digest('hex')
}

/** The signed manifest of a file whose digest is known. */
export function manifestOf(
  { name, format, selection, checkpoint, lines, bytes }: AccountExport,
  sha256: string,
  { signer, now }: { readonly signer: ManifestSigner; readonly now: () => Date },
): string {
  const facts = { ...selection, file: name, format, checkpoint, lines, bytes, sha256 }
  return exportManifest({ ...facts, madeAt: now() }, signer)
}

/** Each with where it begins in the file. */
function partsIn({ head, parts }: AccountExport, { from, until }: ByteSpan) {
  let at = head.length
  const placed = parts.map((part) => {
    const begins = at
    at += part.bytes
    return { part, at: begins }
  })
  return placed.filter((each) => each.at < until && each.at + each.part.bytes > from)
}

function* clip(chunks: readonly Uint8Array[], { from, until }: ByteSpan): Generator<Uint8Array> {
  let at = 0
  for (const chunk of chunks) {
    const clipped = chunk.subarray(Math.max(from - at, 0), Math.max(until - at, 0))
    if (clipped.length > 0) yield clipped
    at += chunk.length
  }
}
