import { createHash } from 'node:crypto'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import { catalogueIn, replacedBy, type PublishedTerms } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import type { Verdict } from '#lib/domain/terms/comparison/comparison.ts'
import { emptyMapping, storedMapping } from '#lib/domain/terms/mapping.ts'
import { parseTerms, type ParsedTerms } from '#lib/domain/terms/parse-terms.ts'
import {
  publicationDraft,
  type PublicationDraft,
  type PublicationMaterial,
} from '#lib/domain/terms/publication-draft.ts'
import {
  emptyReview,
  storedReview,
  type FrozenReview,
  type Review,
} from '#lib/domain/terms/review.ts'
import type { Database } from './database.ts'
import { findDraft, type DraftKind } from './drafts.ts'
import { loadPlatform } from './platform.ts'
import { findVersion, loadBytes, type StoredVersion } from './terms.ts'

/** A version that is not published, and all that it would be published with. */
export type OpenDraft = {
  readonly version: StoredVersion
  readonly draft: PublicationDraft
  /** Of what was saved: 0 for nothing yet. */
  readonly mappingRevision: number
  readonly reviewRevision: number
  readonly review: Review
  /** What it takes the place of. */
  readonly against: PublishedTerms | null
}

/** What publishing a version at an instant would publish, compared with what it would take the place of. */
export async function loadOpenDraft(
  database: Database,
  named: { readonly documentSlug: string; readonly number: number },
  now: { readonly at: Date; readonly digestOf: DigestOf },
): Promise<Result<OpenDraft, 'terms_unknown' | 'terms_published' | 'catalogue_missing'>> {
  const version = await findVersion(database, named.documentSlug, named.number)
  if (version === null) return fail('terms_unknown')
  if (version.publishedAt !== null) return fail('terms_published')
  const platform = await loadPlatform(database)
  const catalogue = catalogueIn(platform)
  if (catalogue === null) return fail('catalogue_missing')
  const terms = replacedBy(platform, version, now.at)
  const { revisions, ...material } = await loadMaterial(database, version, terms)
  return ok({
    version,
    draft: publicationDraft(material, catalogue, now.digestOf),
    mappingRevision: revisions.mapping,
    reviewRevision: revisions.review,
    review: material.review,
    against: terms,
  })
}

async function loadMaterial(
  database: Database,
  version: StoredVersion,
  terms: PublishedTerms | null,
): Promise<PublicationMaterial & { readonly revisions: Record<DraftKind, number> }> {
  const [text, against, mapping, review] = await Promise.all([
    loadText(database, version.id),
    terms === null ? null : loadText(database, terms.id),
    findDraft(database, 'mapping', version.id),
    findDraft(database, 'review', version.id),
  ])
  return {
    textDigest: version.digest,
    text,
    mapping: mapping === null ? emptyMapping : storedMapping(mapping.content),
    review: review === null ? emptyReview : storedReview(review.content),
    against: terms === null || against === null ? null : { terms, text: against },
    revisions: { mapping: mapping?.revision ?? 0, review: review?.revision ?? 0 },
  }
}

/** A version as its clauses. It was parsed when it was imported, so it parses. */
async function loadText(database: Database, termsVersionId: string): Promise<ParsedTerms> {
  const parsed = parseTerms(await loadBytes(database, termsVersionId), (bytes) =>
    createHash('sha256').update(bytes).digest(),
  )
  if (!parsed.ok) throw new Error(`terms_version ${termsVersionId}: ${parsed.code}`)
  return parsed.value
}

/** What was frozen with a publication of its changes. */
export async function loadFrozenReview(
  database: Database,
  termsVersionId: string,
): Promise<FrozenReview> {
  const where = { where: { termsVersionId }, orderBy: { ordinal: 'asc' } } as const
  const [changes, summaries] = await Promise.all([
    database.prisma.clauseVerdict.findMany(where),
    database.prisma.termsSummary.findMany(where),
  ])
  return {
    // Checked by the table.
    changes: changes.map((row) => ({
      ...row,
      proposed: row.proposed as Verdict,
      verdict: row.verdict as Verdict,
    })),
    summaries,
  }
}

export type StoredApproval = {
  readonly digest: string
  readonly at: Date
  /** Null: whoever held the command line. */
  readonly actorId: string | null
  readonly name: string | null
}

/** Who approved a version, and what exactly; oldest first. */
export async function loadApprovals(
  database: Database,
  termsVersionId: string,
): Promise<StoredApproval[]> {
  const { rows } = await database.pool.query<StoredApproval>(
    `SELECT a.digest, e.at, e.actor_id AS "actorId", p.name
       FROM approval a JOIN event e ON e.id = a.event_id
       LEFT JOIN staff s ON s.subject_id = e.actor_id LEFT JOIN person p ON p.id = s.person_id
      WHERE a.terms_version_id = $1 ORDER BY e.at, e.id`,
    [termsVersionId],
  )
  return rows
}

/** How many versions of a document have been published. */
export async function countPublications(database: Database, documentSlug: string): Promise<number> {
  return database.prisma.publication.count({
    where: { version: { document: { slug: documentSlug } } },
  })
}
