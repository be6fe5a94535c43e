import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import { maySpeakOf } from '#lib/domain/meeting/may-speak-of.ts'
import type { HostLink } from '#lib/domain/meeting/meeting-caller.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { meetingAskingAct } from '#lib/signing/meeting-acts.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadMeetingAskings } from '#lib/store/meeting-acts.ts'
import { loadMeetingScene, type MeetingScene } from '#lib/store/meeting-scene.ts'
import type { Context } from './context.ts'

type Refusal =
  'forbidden' | 'meeting_unknown' | 'meeting_ended' | 'feature_unknown_here' | 'not_permitted'

/**
 * Asks everybody in a meeting about a feature that is on or may be turned on there: those who have not
 * answered see it on their notice. Who that is, nobody is told.
 */
export async function askMeeting(
  caller: HostLink | ApiClient,
  input: { readonly meetingId: string; readonly feature: string; readonly language: string },
  context: Context,
): Promise<Result<{ readonly eventId: string }, Refusal>> {
  if (caller.kind === 'api_client' && !caller.scopes.includes('meetings')) return fail('forbidden')
  const { database, digestOf } = context
  const { meetingId, feature, language } = input
  for (;;) {
    const moment = { at: context.now(), before: null, language, digestOf }
    const scene = await loadMeetingScene(database, meetingId, moment)
    if (scene === null || !maySpeakOf(caller, scene.stored)) return fail('meeting_unknown')
    const askable = askableCell(scene, feature)
    if (!askable.ok) return askable
    const cell = askable.value
    const askings = await loadMeetingAskings(database, meetingId)
    const last = askings.findLast(({ purpose }) => purpose === feature)
    const act = meetingAskingAct(
      {
        hostId: scene.stored.accountId,
        meetingId,
        actorId: caller.kind === 'api_client' ? caller.subjectId : hostSubject(scene.meeting),
        features: [{ cell, seq: (last?.seq ?? 0) + 1 }],
      },
      context,
    )
    if ((await appendActs(database, [act])).ok) return ok({ eventId: act.eventId })
  }
}

function askableCell(
  { meeting, cells }: MeetingScene,
  feature: string,
): Result<AccountCell, 'meeting_ended' | 'feature_unknown_here' | 'not_permitted'> {
  if (meeting.hasEnded) return fail('meeting_ended')
  const cell = cells.get(feature)
  if (cell === undefined || !meeting.features.has(feature)) return fail('feature_unknown_here')
  // Whatever they said, it could not run.
  return cell.permission === 'members_decide' ? ok(cell) : fail('not_permitted')
}

/** Null where the host is not known as a member: whoever holds the link asked. */
function hostSubject({
  host,
  participants,
}: {
  readonly host: string | null
  readonly participants: ReadonlyMap<string, { readonly member: string | null }>
}): string | null {
  return host === null ? null : (participants.get(host)?.member ?? null)
}
