import type { MeetingAnswerAct } from '#lib/domain/decision/meeting-records.ts'
import { IN_FORCE, type Standing } from '#lib/domain/receipt/standing.ts'
import { answerEnd, type AnswerParties } from './answer-end.ts'

/**
 * Whether one answer in a meeting still stands: until the same person answers about the same feature again,
 * until the meeting ends (it has run out then), and a yes until it is ended above them; whichever came first.
 *
 * @param answers of that person, about all features, in the order of the record
 */
export function meetingAnswerStanding(
  own: MeetingAnswerAct,
  answers: readonly MeetingAnswerAct[],
  { endedAt, parties }: { readonly endedAt: Date | null; readonly parties: AnswerParties },
): Standing {
  const next = answers.find(
    ({ purpose, position }) => purpose === own.purpose && position > own.position,
  )
  const end = own.answer === 'include' ? answerEnd(own, parties) : null
  const ends: (Standing & { readonly since: Date })[] = []
  if (end !== null) ends.push({ state: 'revoked', since: end.at, by: end.record })
  if (next !== undefined)
    ends.push({ state: stateAfter(own, next), since: next.at, by: 'ConsentReceipt' })
  if (endedAt !== null) ends.push({ state: 'expired', since: endedAt, by: null })
  return ends.sort((a, b) => a.since.getTime() - b.since.getTime())[0] ?? IN_FORCE
}

function stateAfter(own: MeetingAnswerAct, next: MeetingAnswerAct): 'withdrawn' | 'superseded' {
  return own.answer === 'include' && next.answer === 'leave_out' ? 'withdrawn' : 'superseded'
}
