import type { ApiClient } from '#lib/domain/account/principal.ts'

/** Who speaks in a meeting for one person: they themselves, by their link, or the platform's software. */
export type MeetingCaller = ParticipantLink | ApiClient

/** Whoever holds somebody's link is that somebody, in that meeting and nowhere else. */
export type ParticipantLink = {
  readonly kind: 'participant_link'
  readonly meetingId: string
  /** Their number in the meeting (fold-meeting.ts). */
  readonly number: number
}

/** Whoever holds the host's link hosts that meeting. */
export type HostLink = { readonly kind: 'host_link'; readonly meetingId: string }
