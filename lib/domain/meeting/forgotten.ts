import type { MeetingStatement, ParticipantStatement } from './meeting-change.ts'

/**
 * What is left of what a platform stated of a guest who had themselves erased: that somebody of this id is
 * there, and nothing of them. The database keeps no more of them either (`forgotten_guest`).
 */
export function forgotten(statement: ParticipantStatement): ParticipantStatement {
  return {
    ...statement,
    account: null,
    member: null,
    device: 'client',
    canBeAsked: false,
    place: null,
    isMinor: null,
  }
}

/** The same of a statement; one that says nothing of anybody stays as it is. */
export function forgottenIn(statement: MeetingStatement): MeetingStatement {
  const { kind } = statement
  return kind === 'joined' || kind === 'invited' ? { kind, ...forgotten(statement) } : statement
}
