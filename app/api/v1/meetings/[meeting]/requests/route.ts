import { askMeeting } from '#lib/commands/ask-meeting.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { language } from '#lib/language.ts'
import { meetingRequestInput } from '#lib/schemas/meeting-answers.ts'
import { meetingParams as params } from '#lib/schemas/meetings.ts'

/** Asks everyone in the meeting about a feature, by the platform's own host controls. */
export const POST = handle(
  'client:meetings',
  { params, body: { json: meetingRequestInput } },
  async ({ principal, params, input: { feature }, context }) => {
    const wish = { meetingId: params.meeting, feature, language }
    const asked = await askMeeting(principal, wish, context)
    return asked.ok ? answer(asked.value) : asked
  },
)
