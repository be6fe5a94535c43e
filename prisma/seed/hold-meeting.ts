import type { Context } from '#lib/commands/context.ts'
import { createMeeting } from '#lib/commands/create-meeting.ts'
import { recordMeetingChanges } from '#lib/commands/record-meeting-changes.ts'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import { meetingChangesInput, meetingInput } from '#lib/schemas/meetings.ts'
import { findAccountBySlug, loadMembers } from '#lib/store/accounts.ts'
import { demonstrationMeeting } from '#lib/queries/demonstration-meeting.ts'
import type { Story } from './story.ts'

/**
 * A meeting that goes on as long as the demonstration does: an organisation's people, somebody of another one,
 * a guest, and somebody by phone. Stated as a platform's software would, so that a second load changes nothing.
 */
export async function holdMeeting(story: Story, context: Context): Promise<void> {
  const { account, meeting, guest } = demonstrationMeeting
  const client: ApiClient = {
    kind: 'api_client',
    subjectId: context.newId(),
    accountId: null,
    scopes: ['meetings'],
  }
  const leavesOut = ['audio', 'video', 'chat', 'screen_sharing']
  const input = meetingInput.parse({ account, meeting, leavesOut })
  const created = await createMeeting(client, input, context)
  if (!created.ok) throw new Error(`the meeting of the demonstration: ${created.code}`)
  const member = (key: string, of: string) => memberNamed(story, key, of, context)
  const { changes } = meetingChangesInput.parse({
    changes: [
      { ...joined(guest), place: 'NL' },
      { ...joined('p-host'), member: await member('dariush', account), place: 'NL' },
      { ...joined('p-noor'), member: await member('noor', account), place: 'NL' },
      { ...joined('p-phuong'), member: await member('phuong', account), place: 'NL' },
      {
        ...joined('p-visitor'),
        account: 'lindenveld',
        member: await member('yusuf', 'lindenveld'),
        place: 'NL',
      },
      { ...joined('p-phone'), device: 'phone' },
      { kind: 'host_changed', key: 'host', participant: 'p-host' },
      { kind: 'feature_started', key: 'on', feature: 'meeting_summary', participant: 'p-host' },
      { kind: 'feature_started', key: 'q', feature: 'meeting_questions', participant: 'p-host' },
      { kind: 'feature_announced', key: 'r', feature: 'smart_recording', participant: 'p-host' },
    ],
  })
  const recorded = await recordMeetingChanges(
    client,
    { meetingId: created.value.id, changes },
    context,
  )
  if (!recorded.ok) throw new Error(`the meeting of the demonstration: ${recorded.code}`)
}

function joined(participant: string) {
  return { kind: 'joined', key: `join ${participant}`, participant }
}

async function memberNamed(
  { people }: Story,
  key: string,
  slug: string,
  { database }: Context,
): Promise<string> {
  const account = await findAccountBySlug(database, slug)
  const person = people.find((each) => each.key === key)
  const members = account === null ? [] : await loadMembers(database, account.id)
  const found = members.find(({ email }) => email === person?.email)
  if (found === undefined) throw new Error(`${key} is no member of ${slug}`)
  return found.subjectId
}
