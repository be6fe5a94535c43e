import { recordMeetingDisplay } from '#lib/commands/record-meeting-display.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { languageOf } from '#lib/http/language-of.ts'
import { participantLinkOf } from '#lib/http/meeting-link-of.ts'
import { displayInput, meetingLinkParams as params } from '#lib/schemas/meeting-answers.ts'

/** The page says that this notice is on the screen. */
export const POST = handle(
  'anyone',
  { params, body: { json: displayInput } },
  async ({ request, params, input: { digest }, context }) => {
    const language = languageOf(request)
    const link = participantLinkOf(params.token, context.now())
    const { meetingId } = link
    const shown = { meetingId, participant: null, digest, method: 'page', language } as const
    const recorded = await recordMeetingDisplay(link, shown, context)
    return recorded.ok ? answer(recorded.value) : recorded
  },
)
