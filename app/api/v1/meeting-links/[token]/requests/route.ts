import { askMeeting } from '#lib/commands/ask-meeting.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { hostLinkOf } from '#lib/http/meeting-link-of.ts'
import { language } from '#lib/language.ts'
import { meetingLinkParams as params, meetingRequestInput } from '#lib/schemas/meeting-answers.ts'

/** The host asks everyone. Whom that reaches is not answered. */
export const POST = handle(
  'anyone',
  { params, body: { json: meetingRequestInput } },
  async ({ params, input: { feature }, context }) => {
    const link = hostLinkOf(params.token, context.now())
    const asked = await askMeeting(link, { meetingId: link.meetingId, feature, language }, context)
    // The record of a request is the account's: whoever holds the link has no receipt of it.
    return asked.ok ? answer({ receiptId: null }) : asked
  },
)
