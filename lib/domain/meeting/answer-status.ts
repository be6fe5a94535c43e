import type { ConsentStatus } from '@assent/decision'
import type { ParticipantAnswer } from '#lib/domain/ledger/act.ts'

/** An answer in a meeting, as far as the next one needs it. */
export type AnswerInMeeting = {
  readonly purpose: string
  readonly seq: number
  readonly answer: ParticipantAnswer
}

/** What somebody's answers about one feature in a meeting come to: a no after a yes takes it back. */
export function answerStatus(
  answers: readonly AnswerInMeeting[],
  feature: string,
): Extract<ConsentStatus, 'undecided' | 'given' | 'refused' | 'withdrawn'> {
  const about = answers.filter(({ purpose }) => purpose === feature)
  const inOrder = about.toSorted((a, b) => a.seq - b.seq)
  const last = inOrder.at(-1)
  if (last === undefined) return 'undecided'
  if (last.answer === 'include') return 'given'
  return inOrder.some(({ answer }) => answer === 'include') ? 'withdrawn' : 'refused'
}
