import { recordMeetingDisplay } from '#lib/commands/record-meeting-display.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { languageOf } from '#lib/http/language-of.ts'
import { conveyedDisplayInput, participantParams as params } from '#lib/schemas/meeting-answers.ts'

/** The platform's client has shown the notice, or read it out. */
export const POST = handle(
  'client:answers',
  { params, body: { json: conveyedDisplayInput } },
  async ({ request, principal, params: { meeting, participant }, input, context }) => {
    const language = languageOf(request)
    const shown = { meetingId: meeting, participant, language, ...input }
    const recorded = await recordMeetingDisplay(principal, shown, context)
    return recorded.ok ? answer(recorded.value) : recorded
  },
)
