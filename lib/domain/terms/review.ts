import { canonicalJson } from '@assent/receipt'
import type { DigestOf, ReviewedChange } from '#lib/domain/consent/basis.ts'
import {
  isDecidedByMachine,
  type ClauseChange,
  type ClauseReference,
  type Comparison,
  type Effect,
  type Verdict,
} from './comparison/comparison.ts'

/**
 * What the operator says of the changes since the version before: whether each gives the platform more,
 * less or neither, and in plain words what they come to. Frozen with the publication.
 */
export type Review = {
  /** The number of the version it compares with: another comparison has other changes. Null for none. */
  readonly against: number | null
  /** One for each change that a person must look at. */
  readonly effects: readonly ReviewedEffect[]
  readonly summaries: readonly Summary[]
}

/** A change is named by the clauses it is about, by their ids; null where that side has none. */
export type ReviewedEffect = {
  readonly from: string | null
  readonly to: string | null
  readonly effect: Effect | null
  readonly note: string
}

export type Summary = { readonly language: string; readonly text: string }

export const emptyReview: Review = { against: null, effects: [], summaries: [] }

/**
 * A review as it was kept. It was checked when it was saved.
 * @throws on anything that is no review: the row was written by somebody else
 */
export function storedReview(value: unknown): Review {
  if (typeof value === 'object' && value !== null && 'effects' in value && 'summaries' in value)
    return value as Review
  throw new Error('review_draft.content is no review')
}

/** A change as it is kept: what the comparison proposed, and what the operator said. */
export type FrozenChange = {
  readonly fromOrdinals: readonly number[]
  readonly toOrdinals: readonly number[]
  readonly proposed: Verdict
  readonly proposedEffect: Effect | null
  readonly verdict: Verdict
  readonly effect: Effect | null
  readonly note: string
}

export type FrozenReview = {
  readonly changes: readonly FrozenChange[]
  readonly summaries: readonly Summary[]
}

export type ReviewProblems = {
  /** Changes that nobody has confirmed yet. */
  readonly unconfirmed: readonly ClauseChange[]
  /** Changes where the operator says something else than was proposed, and not why. */
  readonly unexplained: readonly ClauseChange[]
  /** It speaks of another comparison: of changes that are not there, or from another version. */
  readonly isOutdated: boolean
}

/** Joins what was proposed with what was said. Only formatting and the unchanged need nobody. */
export function freezeReview(
  comparison: Comparison | null,
  against: number | null,
  review: Review,
): { readonly frozen: FrozenReview; readonly problems: ReviewProblems } {
  const said = new Map(review.effects.map((each) => [keyOf(each), each]))
  const unconfirmed: ClauseChange[] = []
  const unexplained: ClauseChange[] = []
  const changes = (comparison?.clauses ?? [])
    .filter(({ verdict }) => verdict !== 'unchanged')
    .map((change) => {
      const key = keyOf(namesOf(change))
      const reviewed = said.get(key)
      said.delete(key)
      if (reviewed === undefined && !isDecidedByMachine(change.verdict)) unconfirmed.push(change)
      if (reviewed !== undefined && isUnexplained(change, reviewed)) unexplained.push(change)
      return frozenChange(change, reviewed)
    })
  return {
    frozen: { changes, summaries: review.summaries },
    problems: {
      unconfirmed,
      unexplained,
      isOutdated: said.size > 0 || (review.effects.length > 0 && review.against !== against),
    },
  }
}

/** Whoever overrules a proposal says why: readers see both, and so does whoever approves. */
function isUnexplained(proposed: ClauseChange, { effect, note }: ReviewedEffect): boolean {
  return effect !== proposed.effect && note.trim() === ''
}

/** Every proposal taken as it is: a review to start from, or for an operator who agrees. */
export function acceptProposals(comparison: Comparison): readonly ReviewedEffect[] {
  return comparison.clauses
    .filter(({ verdict }) => !isDecidedByMachine(verdict))
    .map((change) => ({ ...namesOf(change), effect: change.effect, note: '' }))
}

/** How a review names a change. */
export function namesOf({ from, to }: Pick<ClauseChange, 'from' | 'to'>): {
  readonly from: string | null
  readonly to: string | null
} {
  return { from: from?.id ?? null, to: to?.id ?? null }
}

/** One string for all that a second person approves: another text, mapping or review has another. */
export function approvalDigest(
  draft: { readonly textDigest: string; readonly mapping: object; readonly review: FrozenReview },
  digestOf: DigestOf,
): string {
  return digestOf(new TextEncoder().encode(canonicalJson(draft)))
}

/** Changes by the words of their clauses, as what a yes rests on is known (basis.ts). */
export function changedWords(
  changes: readonly Pick<FrozenChange, 'fromOrdinals' | 'toOrdinals' | 'effect'>[],
  before: readonly { readonly textDigest: string }[],
  now: readonly { readonly textDigest: string }[],
): readonly ReviewedChange[] {
  const digestsOf = (ordinals: readonly number[], clauses: readonly { textDigest: string }[]) =>
    ordinals.flatMap((ordinal) => clauses[ordinal]?.textDigest ?? [])
  return changes.map(({ fromOrdinals, toOrdinals, effect }) => ({
    from: digestsOf(fromOrdinals, before),
    to: digestsOf(toOrdinals, now),
    effect,
  }))
}

/** Four eyes: somebody other than the publisher approved exactly this draft. */
export function isApproved(
  digest: string,
  approvals: readonly { readonly digest: string; readonly actorId: string | null }[],
  publisherId: string | null,
): boolean {
  return approvals.some((each) => each.digest === digest && each.actorId !== publisherId)
}

function frozenChange(change: ClauseChange, reviewed: ReviewedEffect | undefined): FrozenChange {
  const proposedEffect = change.effect
  const effect = reviewed === undefined ? proposedEffect : reviewed.effect
  return {
    fromOrdinals: ordinalsOf(change.merged, change.from),
    toOrdinals: ordinalsOf(change.split, change.to),
    proposed: change.verdict,
    proposedEffect,
    verdict: verdictWith(change.verdict, effect),
    effect,
    note: reviewed?.note ?? '',
  }
}

/** The word for a change once its effect is decided. What is added or removed stays that, whatever it does. */
function verdictWith(proposed: Verdict, effect: Effect | null): Verdict {
  if (proposed === 'added' || proposed === 'removed') return proposed
  if (effect === 'widens') return 'widened'
  if (effect === 'narrows') return 'narrowed'
  return proposed === 'widened' || proposed === 'narrowed' ? 'rewritten' : proposed
}

function ordinalsOf(
  several: readonly ClauseReference[] | undefined,
  one: ClauseReference | null,
): readonly number[] {
  return (several ?? (one === null ? [] : [one])).map(({ ordinal }) => ordinal)
}

function keyOf({ from, to }: { readonly from: string | null; readonly to: string | null }): string {
  return JSON.stringify([from, to])
}
