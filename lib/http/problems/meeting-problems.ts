import type { MeetingCode } from '../problem-code.ts'
import type { Problem } from './problem.ts'

/** About meetings, who is in them and what they are shown. */
export const meetingProblems: Record<MeetingCode, Problem> = {
  meeting_unknown: {
    status: 404,
    title: 'There is no such meeting',
    detail: 'No meeting that this key may speak of has this id. Register it first.',
  },
  meeting_differs: {
    status: 409,
    title: 'This meeting is registered otherwise',
    detail:
      'The account has a meeting of this id with another label or other properties. State what changed as a change of kind “described”.',
  },
  at_ahead: {
    status: 422,
    title: 'A change lies in the future',
    detail: 'A change happened at most a minute from now. Look at the clock that dates them.',
  },
  participant_unknown: {
    status: 404,
    title: 'There is no such participant',
    detail: 'Nobody of this id was said to be in the meeting, or to be invited to it.',
  },
  participant_erased: {
    status: 410,
    title: 'This participant was erased',
    detail:
      'They had themselves erased from this meeting. Nothing of theirs is taken in, and nothing is asked of them or recorded.',
  },
  guests_only: {
    status: 409,
    title: 'This is a member',
    detail:
      'A member is erased by their organisation: they ask for it in its portal, or by an owner or admin there.',
  },
  notice_outdated: {
    status: 412,
    title: 'The notice has changed',
    detail: 'What was shown is not the notice as it is now. Read it again.',
  },
  meeting_ended: {
    status: 409,
    title: 'This meeting has ended',
    detail: 'There is nothing left to answer in it. What you said stays on record.',
  },
  feature_unknown_here: {
    status: 422,
    title: 'This is not asked here',
    detail: 'The notice of this meeting does not speak of that AI feature.',
  },
  link_unknown: {
    status: 404,
    title: 'This link leads nowhere',
    detail: 'It is not one that this portal gave out. Use the link from your meeting, whole.',
  },
  link_expired: {
    status: 410,
    title: 'This link has expired',
    detail: 'Links to a meeting can be opened for 30 days. Ask whoever hosts it for another one.',
  },
}
