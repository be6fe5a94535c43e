import { readMeetingLink } from '#lib/auth/meeting-link.ts'
import type { HostLink, ParticipantLink } from '#lib/domain/meeting/meeting-caller.ts'
import { HttpProblem } from './problem.ts'

/** Whoever somebody's link in an address lets in. @throws HttpProblem */
export function participantLinkOf(token: string, now: Date): ParticipantLink {
  const { meetingId, who } = linkOf(token, now)
  if (who.kind !== 'participant') throw new HttpProblem('link_unknown')
  return { kind: 'participant_link', meetingId, number: who.number }
}

/** Whoever the host's link lets in. @throws HttpProblem */
export function hostLinkOf(token: string, now: Date): HostLink {
  const { meetingId, who } = linkOf(token, now)
  if (who.kind !== 'host') throw new HttpProblem('link_unknown')
  return { kind: 'host_link', meetingId }
}

function linkOf(token: string, now: Date) {
  const link = readMeetingLink(token, now)
  if (link === 'forged') throw new HttpProblem('link_unknown')
  if (link === 'expired') throw new HttpProblem('link_expired')
  return link
}
