import { basisIn, isAskedIn, statusIn } from './answer-column.ts'
import type { Ceiling } from './ceiling.ts'
import type { ConsentStatus } from './consent-status.ts'
import type { BasisState, QuestionState } from './snapshot-parts.ts'

/**
 * Where a member stands on a question at an instant. Time ends a yes, and so does what widened under
 * it; one that rests on nothing known is needed again.
 */
export function standingAt(
  { answers, bases }: QuestionState,
  row: number,
  now: number,
): ConsentStatus {
  const packed = answers.packedAt(row)
  const status = statusIn(packed)
  if (status !== 'given') return status
  const expires = answers.expiresAt(row)
  if (expires !== 0 && !(expires * 1000 > now)) return 'expired'
  const basis = bases[basisIn(packed)]
  const isFresh = basis !== undefined && (basis.staleFrom === null || basis.staleFrom > now)
  if (isFresh) return 'given'
  // Asked after their yes, they have been told that it is needed again.
  return isAskedIn(packed) ? 'requested' : 'stale'
}

/** The strictest of the terms that their yes was given under. */
export function consentedCeiling(question: QuestionState, row: number): Ceiling {
  return basisAt(question, row)?.ceiling ?? 'open'
}

export function isForElsewhere(question: QuestionState, row: number): boolean {
  return basisAt(question, row)?.coversElsewhere === true
}

/** Until when a yes stands as it is, in milliseconds, as far as is known; Infinity for all that is no yes. */
export function standingUntil(question: QuestionState, row: number): number {
  const packed = question.answers.packedAt(row)
  if (statusIn(packed) !== 'given') return Infinity
  const expires = question.answers.expiresAt(row)
  const staleFrom = question.bases[basisIn(packed)]?.staleFrom ?? null
  return Math.min(expires === 0 ? Infinity : expires * 1000, staleFrom ?? Infinity)
}

function basisAt({ answers, bases }: QuestionState, row: number): BasisState | undefined {
  return bases[basisIn(answers.packedAt(row))]
}
