import { foldMeeting, type Meeting, type MeetingBeginning } from './fold-meeting.ts'
import type { MeetingChange } from './meeting-change.ts'

/** foldMeeting, once for these very changes: a list that is handed in here is never added to. */
export function foldOnce(beginning: MeetingBeginning, changes: readonly MeetingChange[]): Meeting {
  const known = folds.get(changes)
  if (known !== undefined) return known
  const meeting = foldMeeting(beginning, changes)
  folds.set(changes, meeting)
  return meeting
}

const folds = new WeakMap<readonly MeetingChange[], Meeting>()
