import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import type { ClauseChange } from '#lib/domain/terms/comparison/comparison.ts'
import { isDecidedByMachine } from '#lib/domain/terms/comparison/comparison.ts'
import {
  acceptProposals,
  namesOf,
  type Review,
  type ReviewedEffect,
} from '#lib/domain/terms/review.ts'
import { loadOpenDraft } from '#lib/store/publications.ts'
import type { QueryContext } from './context.ts'

/** The changes of a version that is not published, and what has been said of them. Plain data. */
export type VersionReview = {
  /** The version it takes the place of; null for none, and then there is nothing to say. */
  readonly againstNumber: number | null
  /** The new text is another contract. */
  readonly replaced: boolean
  readonly changes: readonly ReviewedChangeView[]
  /** As it is saved. */
  readonly review: Review
  /** Of what is saved: what saving expects unchanged. */
  readonly revision: number
  /** The machine's proposal for every change that needs a person. */
  readonly proposals: readonly ReviewedEffect[]
  readonly unconfirmed: number
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
  return {
    againstNumber: against?.number ?? null,
    replaced: comparison?.replaced ?? false,
    changes: (comparison?.clauses ?? []).map((change) => viewOf(change, review)),
    review,
    revision: reviewRevision,
    proposals: comparison === null ? [] : acceptProposals(comparison),
    unconfirmed: problems.unconfirmed.length,
    digest,
  }
}

function viewOf(change: ClauseChange, { effects }: Review): ReviewedChangeView {
  const names = namesOf(change)
  const said = effects.find(({ from, to }) => from === names.from && to === names.to) ?? null
  return { change, names, isDecided: isDecidedByMachine(change.verdict), said }
}
