import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import {
  catalogueIn,
  type ClauseReference,
  type Platform,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import type { Clause } from '#lib/domain/terms/parse-terms.ts'
import type { PublicationDraft } from '#lib/domain/terms/publication-draft.ts'
import { changedWords } from '#lib/domain/terms/review.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { loadOpenDraft } from '#lib/store/publications.ts'
import { loadClauses, type StoredVersion } from '#lib/store/terms.ts'
import type { QueryContext } from './context.ts'

export type DraftAsPublished = {
  readonly version: StoredVersion
  readonly draft: PublicationDraft
  readonly clauses: readonly Clause[]
  /** What it would be, were it published now. */
  readonly published: PublishedTerms
  /** What is published without it. */
  readonly platform: Platform
  readonly catalogue: Catalogue
}

/** A version that is not published, as publishing it at an instant would make it; null for any other, and before there is a catalogue. */
export async function findDraftAsPublished(
  named: { readonly documentSlug: string; readonly number: number },
  at: Date,
  { database, digestOf }: QueryContext,
): Promise<DraftAsPublished | null> {
  const found = await loadOpenDraft(database, named, { at, digestOf })
  if (!found.ok) return null
  const { version, draft } = found.value
  const { againstId } = draft.review
  const platform = await loadPlatform(database)
  const catalogue = catalogueIn(platform)
  if (catalogue === null) return null
  const [clauses, before] = await Promise.all([
    loadClauses(database, version.id),
    againstId === null ? [] : loadClauses(database, againstId),
  ])
  const published = asPublished(version, at, draft, { clauses, before })
  return { version, draft, clauses, published, platform, catalogue }
}

/** As it would be read back. A row that names no clause of it is a problem, and rests nothing. */
function asPublished(
  version: StoredVersion,
  publishedAt: Date,
  { mapping, review }: PublicationDraft,
  { clauses, before }: { readonly clauses: readonly Clause[]; readonly before: readonly Clause[] },
): PublishedTerms {
  const withClause = <Row extends { readonly clauseOrdinal: number }>(row: Row) => {
    const clause = clauses[row.clauseOrdinal]
    return clause === undefined ? [] : [{ ...row, clause: referenceTo(clause) }]
  }
  const { againstId, changes } = review
  return {
    ...version,
    publishedAt,
    isActivated: false,
    eventId: version.id,
    mapped: mapping.purposes.flatMap(withClause),
    ceilings: mapping.ceilings.flatMap(withClause),
    review:
      againstId === null ? null : { againstId, changes: changedWords(changes, before, clauses) },
  }
}

function referenceTo({ id: anchor, ...clause }: Clause): ClauseReference {
  return { ...clause, anchor }
}
