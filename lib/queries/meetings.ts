import { answerJson } from '@assent/decision'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import { maySpeakOf } from '#lib/domain/meeting/may-speak-of.ts'
import type { Meeting } from '#lib/domain/meeting/fold-meeting.ts'
import { loadMeetingDecisions } from '#lib/store/meeting-decisions.ts'
import { loadKnownMeeting } from '#lib/store/known-meetings.ts'
import type { StoredMeeting } from '#lib/store/meetings.ts'
import { isUuid } from './is-uuid.ts'
import type { QueryContext } from './context.ts'

/** A meeting as the platform's statements add up to it, for the platform: people by its own ids. */
export type MeetingView = {
  readonly id: string
  /** The platform's own id. */
  readonly meeting: string
  readonly roster: number
  readonly ended: boolean
  readonly label: string | null
  readonly forMinors: boolean
  readonly leavesOut: readonly string[]
  readonly host: string | null
  readonly features: readonly { readonly feature: string; readonly switch: 'on' | 'off' | null }[]
  readonly participants: readonly ParticipantView[]
}

export type ParticipantView = {
  readonly participant: string
  readonly present: boolean
  readonly party: 'member' | 'guest' | 'unidentified'
  readonly device: string
  readonly canBeAsked: boolean
  readonly place: string | null
}

/** Null where there is none that this key may speak of. */
export async function findMeetingView(
  client: ApiClient,
  meetingId: string,
  { database }: Pick<QueryContext, 'database'>,
): Promise<MeetingView | null> {
  const known = isUuid(meetingId) ? await loadKnownMeeting(database, meetingId) : null
  if (known === null || !maySpeakOf(client, known.stored)) return null
  return viewOf(known.stored, known.meeting)
}

function viewOf({ id, externalId }: StoredMeeting, meeting: Meeting): MeetingView {
  return {
    id,
    meeting: externalId,
    roster: meeting.roster,
    ended: meeting.hasEnded,
    label: meeting.label,
    forMinors: meeting.isForMinors,
    leavesOut: meeting.leavesOut,
    host: meeting.host,
    features: [...meeting.features].map(([feature, each]) => ({ feature, switch: each.switch })),
    participants: [...meeting.participants.values()].map((each) => ({
      participant: each.participant,
      present: each.isPresent,
      party: each.isUnidentified ? 'unidentified' : each.member === null ? 'guest' : 'member',
      device: each.device,
      canBeAsked: each.canBeAsked,
      place: each.place,
    })),
  }
}

/** The roster's version, and these people's numbers: whom the platform can now hand a link. */
export async function findMeetingLinks(
  _client: ApiClient,
  meetingId: string,
  named: ReadonlySet<string>,
  { database, now, digestOf }: Pick<QueryContext, 'database' | 'now' | 'digestOf'>,
): Promise<{
  readonly roster: number
  readonly people: readonly { readonly participant: string; readonly number: number }[]
  /** Of every feature that was turned or announced there: what may happen now. */
  readonly decisions: readonly object[]
}> {
  const known = await loadKnownMeeting(database, meetingId)
  if (known === null) throw new Error(`table meeting has lost ${meetingId}`)
  const { meeting } = known
  const people = [...named].flatMap((participant) => meeting.participants.get(participant) ?? [])
  const features = [...meeting.features.keys()]
  const decisions =
    features.length === 0
      ? null
      : await loadMeetingDecisions(database, meetingId, { at: now(), digestOf })
  return {
    roster: meeting.roster,
    decisions: features.flatMap((feature) => {
      const answer = decisions?.ask(feature)
      return answer === undefined ? [] : [answerJson(answer)]
    }),
    people: people.map(({ participant, number }) => ({ participant, number })),
  }
}
