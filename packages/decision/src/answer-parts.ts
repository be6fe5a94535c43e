import { answerReason, opinionOf, orderOf, type AnswerCode } from './answer-reason.ts'
import type { Answer } from './answer.ts'
import { unansweredSentence } from './host-sentence.ts'
import { combine } from './opinion.ts'
import type { PurposeKind } from './resolve-within-account.ts'
import type { Snapshot } from './snapshot.ts'
import { valueAt } from './timeline.ts'

/** An answer may be kept this long: a no binds everywhere within a second of its commit. */
const VALID_MS = 1_000

/** Sharing is answered from a state that was current within this time, and from none that is known to be cut off. */
export const SHARING_MS = 1_000

/** Why nothing can be answered from this state now; null where it can. An instant that is no number is a no. */
export function whyNotNow(snapshot: Snapshot, kind: PurposeKind, now: number): AnswerCode | null {
  if (!snapshot.isReady) return 'NOT_READY'
  if (kind === 'sharing' && snapshot.isLost) return 'STATE_OLD'
  return stateAge(snapshot, now) <= limitOf(snapshot, kind) ? null : 'STATE_OLD'
}

/** What every answer says of itself. `changesAt`: when time alone could change it. */
export function basicsOf(
  snapshot: Snapshot,
  kind: PurposeKind,
  now: number,
  changesAt: number,
): Pick<
  Answer,
  'termsVersions' | 'revision' | 'evaluatedAt' | 'validUntil' | 'observedUntil' | 'stateAge'
> {
  const oldFrom = snapshot.heardAt + limitOf(snapshot, kind)
  return {
    termsVersions: valueAt(snapshot.terms, now) ?? NO_TERMS,
    revision: snapshot.position,
    evaluatedAt: now,
    validUntil: Math.max(now, Math.min(now + VALID_MS, changesAt, oldFrom)),
    // Said over the whole question, of the answer as it stands (observation.ts).
    observedUntil: null,
    stateAge: stateAge(snapshot, now),
  }
}

/** A no to a question that cannot be answered, with why. */
export function unanswered(
  snapshot: Snapshot,
  purpose: string,
  code: AnswerCode,
  now: number,
): Answer {
  return {
    decision: 'deny',
    opinion: opinionOf(code),
    purpose,
    mode: null,
    categories: [],
    reasons: [answerReason(code)],
    ...basicsOf(snapshot, 'sharing', now, Infinity),
    roster: null,
    obligations: [],
    sentence: unansweredSentence(code),
  }
}

/** One person's reasons, each once and in reporting order. */
export function reasonsFor(codes: readonly AnswerCode[]): Pick<Answer, 'opinion' | 'reasons'> {
  const [only, second] = codes
  if (only !== undefined && second === undefined)
    return { opinion: opinionOf(only), reasons: [answerReason(only)] }
  const once = [...new Set(codes)].sort((a, b) => orderOf(a) - orderOf(b))
  return {
    opinion: combine(once.map(opinionOf)) ?? 'GRANT',
    reasons: once.map((code) => answerReason(code)),
  }
}

const NO_TERMS: readonly string[] = []

/** A clock that was set back makes a state as old as one that was set on. */
function stateAge(snapshot: Snapshot, now: number): number {
  return Math.abs(now - snapshot.heardAt)
}

function limitOf(snapshot: Snapshot, kind: PurposeKind): number {
  return kind === 'sharing' ? SHARING_MS : snapshot.featureMs
}
