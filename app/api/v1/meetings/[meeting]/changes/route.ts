import { recordMeetingChanges } from '#lib/commands/record-meeting-changes.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { meetingChangesInput, meetingParams as params } from '#lib/schemas/meetings.ts'
import { meetingAnswer } from '../../answer-of.ts'

/** What happened in a meeting: in whatever order, and as often as it is sent. */
export const POST = handle(
  'client:meetings',
  { params, body: { json: meetingChangesInput, maxBytes: 1024 * 1024 } },
  async ({ principal, params, input: { changes }, context }) => {
    const { meeting: meetingId } = params
    const recorded = await recordMeetingChanges(principal, { meetingId, changes }, context)
    if (!recorded.ok) return recorded
    return answer(await meetingAnswer(principal, meetingId, recorded.value, context))
  },
)
