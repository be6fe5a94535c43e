import { foldMeeting, type Meeting, type MeetingBeginning } from './fold-meeting.ts'
import type { MeetingChange } from './meeting-change.ts'
import type { StatedMeeting } from './stated-meeting.ts'

/**
 * What a meeting adds up to with these statements too, which are added to `stated`: the same as if all were
 * folded at once, and nobody is looked at of whom there is nothing new. `before` is of all that `stated` had.
 */
export function growMeeting(
  beginning: MeetingBeginning,
  before: Meeting,
  stated: StatedMeeting,
  news: readonly MeetingChange[],
): Meeting {
  if (news.length === 0) return before
  const now = foldMeeting(beginning, stated.about(stated.add(news)))
  return { ...now, participants: new Map([...before.participants, ...now.participants]) }
}
