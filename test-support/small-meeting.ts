import { answerInMeeting } from '#lib/commands/answer-in-meeting.ts'
import { askMeeting } from '#lib/commands/ask-meeting.ts'
import type { Context } from '#lib/commands/context.ts'
import { createMeeting } from '#lib/commands/create-meeting.ts'
import { recordMeetingChanges } from '#lib/commands/record-meeting-changes.ts'
import { recordMeetingDisplay } from '#lib/commands/record-meeting-display.ts'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import { meetingChangesInput, meetingInput } from '#lib/schemas/meetings.ts'
import { loadMeetingPerson } from '#lib/store/meeting-person.ts'
import { must } from './world.ts'

/** A meeting of that account in which a feature is on and a guest was shown it, asked, and said no. */
export async function smallMeeting(
  account: string,
  feature: string,
  context: Context,
): Promise<{ readonly meetingId: string; readonly receiptId: string | null }> {
  const { now, digestOf, database, newId } = context
  const scopes = ['meetings', 'answers'] as const
  const client: ApiClient = { kind: 'api_client', subjectId: newId(), accountId: null, scopes }
  const input = meetingInput.parse({ account, meeting: newId() })
  const { id: meetingId } = must(await createMeeting(client, input, context))
  const { changes } = meetingChangesInput.parse({
    changes: [
      { kind: 'joined', key: '1', participant: 'guest' },
      { kind: 'feature_started', key: '2', feature },
    ],
  })
  must(await recordMeetingChanges(client, { meetingId, changes }, context))
  const link = { kind: 'participant_link', meetingId, number: 1 } as const
  const [language, method] = ['en', 'page'] as const
  const about = { meetingId, participant: null }
  const moment = { at: now(), before: null, language, digestOf }
  const person = await loadMeetingPerson(database, link, about, moment)
  if (typeof person === 'string') throw new Error(person)
  const { digest } = person.notice
  must(await recordMeetingDisplay(link, { ...about, digest, language, method }, context))
  const host = { kind: 'host_link', meetingId } as const
  must(await askMeeting(host, { meetingId, feature, language }, context))
  const answers = [{ feature, intent: 'leave_out' as const }]
  const said = {
    ...about,
    answers,
    displayed: digest,
    method,
    language,
    interfaceVersion: 'test-1',
  }
  const { receiptId } = must(await answerInMeeting(link, said, context))
  return { meetingId, receiptId }
}
