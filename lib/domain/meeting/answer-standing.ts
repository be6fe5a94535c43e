import type { MeetingAnswerAct } from '#lib/domain/decision/meeting-records.ts'
import { IN_FORCE, type Standing } from '#lib/domain/receipt/standing.ts'
import { answerEnd, type AnswerParties } from './answer-end.ts'

/**
 * Whether one answer in a meeting still stands: until the same person answers about the same feature again,
 * until the meeting ends (it has run out then), and a yes until it is ended above them, whichever came first,
 * and while nothing has widened under it.
 *
 * @param answers of that person, about all features, in the order of the record
 */
export function meetingAnswerStanding(
  own: MeetingAnswerAct,
  answers: readonly MeetingAnswerAct[],
  {
    endedAt,
    parties,
    isStale,
  }: {
    readonly endedAt: Date | null
    readonly parties: AnswerParties
    /** Does a yes need to be said again, because of what it rests on? */
    readonly isStale: (yes: MeetingAnswerAct) => boolean
  },
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
  const [first] = ends.sort((a, b) => a.since.getTime() - b.since.getTime())
  if (first !== undefined) return first
  if (own.answer === 'leave_out' || !isStale(own)) return IN_FORCE
  return { state: 'stale', since: null, by: null }
}

function stateAfter(own: MeetingAnswerAct, next: MeetingAnswerAct): 'withdrawn' | 'superseded' {
  return own.answer === 'include' && next.answer === 'leave_out' ? 'withdrawn' : 'superseded'
}
