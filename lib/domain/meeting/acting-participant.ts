import type { Conveyance } from '#lib/domain/account/principal.ts'
import type { DisplayMethod } from '#lib/domain/ledger/act.ts'
import type { MeetingParticipant } from './fold-meeting.ts'
import type { MeetingCaller } from './meeting-caller.ts'

/** Somebody in a meeting, as acts name them: by random ids, and by the platform's own for that meeting. */
export type ActingParticipant = {
  readonly meetingId: string
  readonly participant: string
  readonly subjectId: string
  /** Whose record the act stands in: a member's own account, for a guest the one that hosts. */
  readonly recordedIn: string
  /** A member keeps the receipt; a guest's is reached by their link. */
  readonly isMember: boolean
  /** A guest of whom there was no act yet. */
  readonly isNew: boolean
}

/** `subjectId` is null for a guest of whom there was no act yet: then a new one stands for them. */
export function actingParticipant(
  meeting: { readonly id: string; readonly accountId: string },
  { participant, account, member }: MeetingParticipant,
  subjectId: string | null,
  newId: () => string,
): ActingParticipant {
  return {
    meetingId: meeting.id,
    participant,
    subjectId: subjectId ?? newId(),
    recordedIn: account ?? meeting.accountId,
    isMember: member !== null,
    isNew: subjectId === null,
  }
}

/** What reaches us from the platform's software is handed over; what a link's holder does is their own. */
export function meetingConveyance(
  caller: MeetingCaller,
  method: DisplayMethod,
): { readonly method: DisplayMethod; readonly conveyance: Conveyance | undefined } {
  if (caller.kind !== 'api_client') return { method: 'page', conveyance: undefined }
  const conveyed = method === 'page' ? 'web' : method
  return { method, conveyance: { apiKeyId: caller.subjectId, method: conveyed } }
}
