import { createHash } from 'node:crypto'
import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { isSlug, titleOf } from '#lib/domain/account/slug.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { archivedText, noiseBeside, type ArchivedText } from '#lib/domain/terms/only-noise.ts'
import type { TermsRefusal } from '#lib/domain/terms/parse-terms.ts'
import { publicationAct } from '#lib/signing/publication-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { findDraft } from '#lib/store/drafts.ts'
import { countPublications } from '#lib/store/publications.ts'
import {
  appendTermsVersions,
  loadBytes,
  loadVersions,
  type StoredVersion,
} from '#lib/store/terms.ts'
import type { Context } from './context.ts'

/** One file of a public archive: a text's exact bytes, and when the archive recorded it. */
export type ArchiveRecord = { readonly bytes: Uint8Array; readonly recordedAt: Date }

export type Followed =
  /** `folded`: nothing but noise lies between it and what was kept before. `known`: it was here already. */
  | { readonly outcome: 'imported' | 'folded' | 'known' }
  | { readonly outcome: 'refused'; readonly code: TermsRefusal }

/**
 * Keeps what a public archive recorded of a document as archival versions, which govern nothing, and
 * publishes them at once: all texts that differ by more than noise from the one kept before them.
 * Records come in the archive's order, as many at a time as fit in one transaction, those of one instant
 * together; the next call goes on where this one ends, and the same records again change nothing. Answers
 * what became of each.
 */
export async function followTerms(
  principal: Principal,
  input: {
    readonly documentSlug: string
    /** For a document's first version; later ones keep the title the document has. */
    readonly title: string | null
    readonly records: readonly ArchiveRecord[]
  },
  context: Context,
): Promise<Result<readonly Followed[], 'forbidden' | 'slug_invalid'>> {
  if (!mayOperate(principal)) return fail('forbidden')
  if (!isSlug(input.documentSlug)) return fail('slug_invalid')
  const stored = await loadVersions(context.database, input.documentSlug)
  const judged = await judge(input.records, stored, context)
  const imported = judged.filter(({ followed }) => followed.outcome === 'imported')
  await importAll(input, imported, context)
  // If we stop here, the next call finds these versions known and not published, and publishes them.
  await publishAmong(principal, input.documentSlug, judged, context)
  return ok(judged.map(({ followed }) => followed))
}

type Judged = {
  readonly record: ArchiveRecord
  readonly digest: string
  readonly followed: Followed
  readonly text: ArchivedText | null
}

async function judge(
  records: readonly ArchiveRecord[],
  stored: readonly StoredVersion[],
  context: Context,
): Promise<Judged[]> {
  const archive = stored
    .filter(({ archival }) => archival)
    .sort((one, other) => Number(one.effectiveAt) - Number(other.effectiveAt))
  const judged: Judged[] = []
  let last: Kept | null = null
  for (const record of records) {
    const digest = context.digestOf(record.bytes)
    const text = archivedText(record.bytes, sha256)
    if (!text.ok) {
      const followed = { outcome: 'refused' as const, code: text.code }
      judged.push({ record, digest, followed, text: null })
      continue
    }
    const isKnown = stored.some((version) => isSame(version, { record, digest }))
    const before: Kept | null = isKnown ? null : await keptBefore(record, last, archive, context)
    const isNoise: boolean = before !== null && before.isNoise(text.value)
    last = isNoise ? before : keep(text.value, record.recordedAt)
    const outcome = isKnown ? 'known' : isNoise ? 'folded' : 'imported'
    judged.push({ record, digest, followed: { outcome }, text: text.value })
  }
  return judged
}

/** The text that the next one is compared with. */
type Kept = { readonly recordedAt: Date; readonly isNoise: (text: ArchivedText) => boolean }

function keep(text: ArchivedText, recordedAt: Date): Kept {
  return { recordedAt, isNoise: noiseBeside(text) }
}

/** What was kept last among the records, or before in the archive: whichever is nearer to this one. */
async function keptBefore(
  { recordedAt }: ArchiveRecord,
  last: Kept | null,
  archive: readonly StoredVersion[],
  { database }: Context,
): Promise<Kept | null> {
  const nearest = archive.findLast(({ effectiveAt }) => effectiveAt < recordedAt)
  if (nearest === undefined) return last
  if (last !== null && last.recordedAt >= nearest.effectiveAt) return last
  const text = archivedText(await loadBytes(database, nearest.id), sha256)
  if (!text.ok) throw new Error(`terms_version ${nearest.id} is no text: ${text.code}`)
  return keep(text.value, nearest.effectiveAt)
}

function isSame(
  version: StoredVersion,
  { record, digest }: Pick<Judged, 'record' | 'digest'>,
): boolean {
  return version.digest === digest && Number(version.effectiveAt) === Number(record.recordedAt)
}

async function importAll(
  { documentSlug: slug, title }: { readonly documentSlug: string; readonly title: string | null },
  imported: readonly Judged[],
  { database, newId, now }: Context,
): Promise<void> {
  if (imported.length === 0) return
  const document = { id: newId(), slug, title: title ?? titleOf(slug) }
  const versions = imported.map(({ record, digest, text }) => ({
    id: newId(),
    bytes: record.bytes,
    digest,
    effectiveAt: record.recordedAt,
    archival: true,
    importedAt: now(),
    clauses: text?.clauses().clauses ?? [],
  }))
  await appendTermsVersions(database, document, versions)
}

/** Publishes the archival versions of these records that are not; one that somebody maps is theirs to publish. */
async function publishAmong(
  principal: Principal,
  documentSlug: string,
  judged: readonly Judged[],
  context: Context,
): Promise<void> {
  const { database } = context
  const versions = (await loadVersions(database, documentSlug)).filter(
    (version) =>
      version.archival &&
      version.publishedAt === null &&
      judged.some((each) => isSame(version, each)),
  )
  const published = await countPublications(database, documentSlug)
  const at = context.now()
  const acts: Act[] = []
  for (const version of versions) {
    if ((await findDraft(database, 'mapping', version.id)) !== null) continue
    const seq = published + acts.length + 1
    acts.push(publicationAct(principal, { version, ...nothingSaid, seq, at }, context))
  }
  if (acts.length === 0) return
  const appended = await appendActs(database, acts)
  // Another published one of them meanwhile, and none of ours is written: those that are left go again.
  if (!appended.ok) await publishAmong(principal, documentSlug, judged, context)
}

/** An archival version governs nothing: there is nothing to map, and nobody to ask again. */
const nothingSaid = {
  mapping: { purposes: [], ceilings: [] },
  review: { againstId: null, changes: [], summaries: [] },
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}
