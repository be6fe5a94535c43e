import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import type { PublishedTerms } from '#lib/domain/platform/platform.ts'
import { compareTerms } from './comparison/compare-terms.ts'
import type { Comparison } from './comparison/comparison.ts'
import { freezeMapping, type FrozenMapping, type Mapping } from './mapping.ts'
import type { ParsedTerms } from './parse-terms.ts'
import {
  approvalDigest,
  freezeReview,
  type FrozenReview,
  type Review,
  type ReviewProblems,
} from './review.ts'

/** Everything a publication is made of, as it was last saved. */
export type PublicationMaterial = {
  /** Of the exact bytes. */
  readonly textDigest: string
  readonly text: ParsedTerms
  readonly mapping: Mapping
  readonly review: Review
  /** What it takes the place of; null for the first of a document, and for an archival version. */
  readonly against: { readonly terms: PublishedTerms; readonly text: ParsedTerms } | null
}

export type PublicationDraft = {
  readonly mapping: FrozenMapping
  readonly review: FrozenReview & { readonly againstId: string | null }
  /** Null where there is nothing to compare with. */
  readonly comparison: Comparison | null
  /** SHA-256, hex, over all of it: what a second person approves, and what publishing expects unchanged. */
  readonly digest: string
  readonly problems: ReviewProblems & { readonly mapping: readonly string[] }
}

/** What would be published, and what stands in its way. */
export function publicationDraft(
  { textDigest, text, mapping, review, against }: PublicationMaterial,
  catalogue: Catalogue,
  digestOf: DigestOf,
): PublicationDraft {
  const mapped = freezeMapping(mapping, text.clauses, catalogue)
  const comparison = against === null ? null : compareTerms(against.text, text)
  const reviewed = freezeReview(comparison, against?.terms.number ?? null, review)
  const frozen = { ...reviewed.frozen, againstId: against?.terms.id ?? null }
  return {
    mapping: mapped.frozen,
    review: frozen,
    comparison,
    digest: approvalDigest({ textDigest, mapping: mapped.frozen, review: frozen }, digestOf),
    problems: { ...reviewed.problems, mapping: mapped.problems },
  }
}

/** The first thing that stands in the way of publishing it, if anything does. */
export function draftRefusal({
  problems,
}: PublicationDraft): 'mapping_invalid' | 'review_outdated' | 'verdicts_unconfirmed' | null {
  if (problems.mapping.length > 0) return 'mapping_invalid'
  if (problems.isOutdated) return 'review_outdated'
  return problems.unconfirmed.length > 0 ? 'verdicts_unconfirmed' : null
}
