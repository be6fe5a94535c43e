import type { Meeting, MeetingParticipant } from './fold-meeting.ts'

/** What is asked of the people in a meeting again and again. */
export type MeetingPeople = {
  readonly byNumber: ReadonlyMap<number, MeetingParticipant>
  /** How many are there now. */
  readonly present: number
}

/** Laid out once for what a meeting adds up to: thousands ask before the next statement. */
export function peopleIn(meeting: Meeting): MeetingPeople {
  const known = laidOut.get(meeting)
  if (known !== undefined) return known
  const people = [...meeting.participants.values()]
  const now = {
    byNumber: new Map(people.map((each) => [each.number, each])),
    present: people.filter(({ isPresent }) => isPresent).length,
  }
  laidOut.set(meeting, now)
  return now
}

const laidOut = new WeakMap<Meeting, MeetingPeople>()
