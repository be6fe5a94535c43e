import type { ConsentStatus } from '@assent/decision'
import type { ParticipantAnswer } from '#lib/domain/ledger/act.ts'
import type { AnswerEnd, WIDENED } from './answer-end.ts'

/** An answer in a meeting, as far as the next one needs it. */
export type AnswerInMeeting = {
  readonly purpose: string
  readonly seq: number
  readonly answer: ParticipantAnswer
}

/**
 * What somebody's answers about one feature in a meeting come to: a no after a yes takes it back, and a yes
 * that `end` ended is revoked or stale, so that the next one is new.
 */
export function answerStatus(
  answers: readonly AnswerInMeeting[],
  feature: string,
  end: AnswerEnd | typeof WIDENED | null,
): Extract<ConsentStatus, 'undecided' | 'given' | 'refused' | 'withdrawn' | 'revoked' | 'stale'> {
  const about = answers.filter(({ purpose }) => purpose === feature)
  const inOrder = about.toSorted((a, b) => a.seq - b.seq)
  const last = inOrder.at(-1)
  if (last === undefined) return 'undecided'
  if (last.answer === 'include')
    return end === null ? 'given' : end.by === 'texts' ? 'stale' : 'revoked'
  return inOrder.some(({ answer }) => answer === 'include') ? 'withdrawn' : 'refused'
}
