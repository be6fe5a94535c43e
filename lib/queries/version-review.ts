import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { findPurpose, type Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import { catalogueIn, type PublishedTerms } from '#lib/domain/platform/platform.ts'
import { clausesAfter, clausesBefore } from '#lib/domain/terms/clause-trail.ts'
import {
  isDecidedByMachine,
  type ClauseChange,
  type ClauseReference,
  type Comparison,
  type Effect,
} from '#lib/domain/terms/comparison/comparison.ts'
import { reasonSentences } from '#lib/domain/terms/comparison/reason-sentence.ts'
import { carryMapping, type CarriedMapping } from '#lib/domain/terms/carry-mapping.ts'
import type { FrozenMapping } from '#lib/domain/terms/mapping.ts'
import {
  acceptProposals,
  namesOf,
  type Review,
  type ReviewedEffect,
} from '#lib/domain/terms/review.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { loadOpenDraft } from '#lib/store/publications.ts'
import type { QueryContext } from './context.ts'

/** The changes of a version that is not published, and what has been said of them. Plain data. */
export type VersionReview = {
  /** The version it takes the place of; null for none, and then there is nothing to say. */
  readonly againstNumber: number | null
  /** The new text is another contract. */
  readonly replaced: boolean
  /** False where the texts are in a language that is not read for what gives more or less: nothing is proposed. */
  readonly judged: boolean
  readonly changes: readonly ReviewedChangeView[]
  /** As it is saved. */
  readonly review: Review
  /** Of what is saved: what saving expects unchanged. */
  readonly revision: number
  /** The machine's proposal for every change that needs a person. */
  readonly proposals: readonly ReviewedEffect[]
  readonly unconfirmed: number
  /** What the version before said of the same clauses, to start a mapping from; null where it said nothing. */
  readonly carried: CarriedMapping | null
  /** Of the whole draft: what publishing and approving expect unchanged. */
  readonly digest: string
}

export type ReviewedChangeView = {
  readonly change: ClauseChange
  /** How a review names it. */
  readonly names: Pick<ReviewedEffect, 'from' | 'to'>
  /** Nobody needs to look at it. */
  readonly isDecided: boolean
  readonly said: ReviewedEffect | null
  /** The clauses it is about: none on a side that lacks it, several where they were merged or split. */
  readonly before: readonly ClauseReference[]
  readonly after: readonly ClauseReference[]
  /** Of the proposal, in words. */
  readonly reasons: readonly { readonly sentence: string; readonly effect: Effect | null }[]
  /** The titles of what is asked on the strength of these clauses, in either version. */
  readonly purposes: readonly string[]
}

/** For the operator, of a version that is not published yet; null otherwise, and before there is a catalogue. */
export async function findVersionReview(
  principal: Principal,
  documentSlug: string,
  number: number,
  context: QueryContext,
): Promise<VersionReview | null> {
  if (!mayOperate(principal)) return null
  const now = { at: context.now(), digestOf: context.digestOf }
  const found = await loadOpenDraft(context.database, { documentSlug, number }, now)
  if (!found.ok) return null
  const { draft, review, reviewRevision, against } = found.value
  const { comparison, problems, digest } = draft
  const catalogue = catalogueIn(await loadPlatform(context.database))
  const rests = { old: against, now: draft.mapping, catalogue }
  const said = against?.number === review.against ? review.effects : []
  return {
    againstNumber: against?.number ?? null,
    ...outlineOf(comparison),
    changes: (comparison?.clauses ?? []).map((change) => viewOf(change, said, rests)),
    review,
    revision: reviewRevision,
    proposals: comparison === null ? [] : acceptProposals(comparison),
    unconfirmed: problems.unconfirmed.length,
    carried: carriedFrom(against, comparison),
    digest,
  }
}

function outlineOf(comparison: Comparison | null): Pick<VersionReview, 'replaced' | 'judged'> {
  return comparison ?? { replaced: false, judged: true }
}

function carriedFrom(
  against: PublishedTerms | null,
  comparison: Comparison | null,
): CarriedMapping | null {
  if (against === null || comparison === null) return null
  return against.mapped.length + against.ceilings.length === 0
    ? null
    : carryMapping(against, comparison)
}

type Rests = {
  readonly old: PublishedTerms | null
  readonly now: FrozenMapping
  readonly catalogue: Catalogue | null
}

function viewOf(
  change: ClauseChange,
  effects: readonly ReviewedEffect[],
  rests: Rests,
): ReviewedChangeView {
  const names = namesOf(change)
  const said = effects.find(({ from, to }) => from === names.from && to === names.to) ?? null
  const [before, after] = [clausesBefore(change), clausesAfter(change)]
  return {
    ...{ change, names, said, before, after },
    isDecided: isDecidedByMachine(change.verdict),
    reasons: reasonSentences(change.reasons),
    purposes: purposesOn(before, after, rests),
  }
}

function purposesOn(
  before: readonly ClauseReference[],
  after: readonly ClauseReference[],
  { old, now, catalogue }: Rests,
): readonly string[] {
  const [was, is] = [ordinalsOf(before), ordinalsOf(after)]
  const keys = [
    ...[...(old?.mapped ?? []), ...(old?.ceilings ?? [])]
      .filter(({ clause }) => was.has(clause.ordinal))
      .map(({ purpose }) => purpose),
    ...[...now.purposes, ...now.ceilings]
      .filter(({ clauseOrdinal }) => is.has(clauseOrdinal))
      .map(({ purpose }) => purpose),
  ]
  return [...new Set(keys)].map((key) => (catalogue && findPurpose(catalogue, key)?.title) ?? key)
}

function ordinalsOf(clauses: readonly ClauseReference[]): ReadonlySet<number> {
  return new Set(clauses.map(({ ordinal }) => ordinal))
}
