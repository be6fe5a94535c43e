import { mintMeetingLink } from '#lib/auth/meeting-link.ts'
import type { AppContext } from '#lib/context.ts'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import type { RecordedChange } from '#lib/commands/record-meeting-changes.ts'
import { paths } from '#lib/paths.ts'
import { findMeetingLinks } from '#lib/queries/meetings.ts'

/** What a platform is answered: the version of the roster, what became of each change, and the links to hand out. */
export async function meetingAnswer(
  client: ApiClient,
  meetingId: string,
  changes: readonly RecordedChange[],
  context: AppContext,
) {
  const { publicUrl } = context
  const named = new Set(changes.flatMap(({ names }) => names ?? []))
  const { roster, people, decisions } = await findMeetingLinks(client, meetingId, named, context)
  const now = context.now()
  const link = (who: Parameters<typeof mintMeetingLink>[0]['who']) =>
    mintMeetingLink({ meetingId, who }, now)
  return {
    id: meetingId,
    roster,
    changes: changes.map(({ key, outcome, roster }) => ({ key, outcome, roster })),
    decisions,
    hostUrl: `${publicUrl}${paths.meetingHost(link({ kind: 'host' }))}`,
    notices: people.map(({ participant, number }) => ({
      participant,
      url: `${publicUrl}${paths.meetingNotice(link({ kind: 'participant', number }))}`,
    })),
  }
}
