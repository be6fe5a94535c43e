import type { ApiClient } from '#lib/domain/account/principal.ts'
import type { HostLink, ParticipantLink } from './meeting-caller.ts'

/** A link is of one meeting; a key of one account speaks of the meetings that it hosts. */
export function maySpeakOf(
  caller: ApiClient | ParticipantLink | HostLink,
  meeting: { readonly id: string; readonly accountId: string },
): boolean {
  if (caller.kind !== 'api_client') return caller.meetingId === meeting.id
  return caller.accountId === null || caller.accountId === meeting.accountId
}
