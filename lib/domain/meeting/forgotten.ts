import type { MeetingStatement, ParticipantStatement } from './meeting-change.ts'

/**
 * What is left of what a platform stated of a guest who had themselves erased: that somebody of this id is
 * there and, while the meeting lasts, where, because the law of that place is for everybody there. The database
 * keeps no more of them either (`forgotten_guest`), and drops the place when the meeting ends.
 */
export function forgotten(statement: ParticipantStatement): ParticipantStatement {
  return {
    ...statement,
    account: null,
    member: null,
    device: 'client',
    canBeAsked: false,
    isMinor: null,
  }
}

/** The same of a statement, as it is after the meeting; one that says nothing of anybody stays as it is. */
export function forgottenIn(statement: MeetingStatement): MeetingStatement {
  const { kind } = statement
  return kind === 'joined' || kind === 'invited'
    ? { kind, ...forgotten(statement), place: null }
    : statement
}
