import { unanswered } from './answer-parts.ts'
import { isPlainPermit, type Answer } from './answer.ts'
import { evaluateItem } from './evaluate-item.ts'
import { evaluateMeeting } from './evaluate-meeting.ts'
import { evaluateMember, isMemberPermitted } from './evaluate-member.ts'
import { withObservation } from './observation.ts'
import type { Question } from './question.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * The answer to the platform, from memory. `now` is in milliseconds, of the clock that `heard` is told
 * by. The same state, question and instant always give the same answer; whatever is not known, not
 * ready or too old gives a no with its reason.
 */
export function evaluate(snapshot: Snapshot, question: Question, now: number): Answer {
  return withObservation(snapshot, question, decided(snapshot, question, now), now)
}

function decided(snapshot: Snapshot, question: Question, now: number): Answer {
  if (!snapshot.isReady) return unanswered(snapshot, question.purpose, 'NOT_READY', now)
  switch (question.kind) {
    case 'member':
      return evaluateMember(snapshot, question, now)
    case 'feature':
      return evaluateMeeting(snapshot, question, now)
    case 'item':
      return evaluateItem(snapshot, question, now)
    default:
      return unanswered(snapshot, '', 'UNKNOWN_PURPOSE', now)
  }
}

/**
 * The answer as a boolean: true only for a permit that asks for nothing but a mark on what comes of it. What must
 * first be shown, or leaves somebody out, is false here: ask `evaluate` and meet its obligations.
 */
export function may(snapshot: Snapshot, question: Question, now: number): boolean {
  if (question.kind === 'member') return isMemberPermitted(snapshot, question, now)
  return isPlainPermit(evaluate(snapshot, question, now))
}
