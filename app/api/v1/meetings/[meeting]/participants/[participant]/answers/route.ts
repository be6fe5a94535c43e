import { answerInMeeting } from '#lib/commands/answer-in-meeting.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { languageOf } from '#lib/http/language-of.ts'
import {
  conveyedMeetingAnswersInput,
  participantParams as params,
} from '#lib/schemas/meeting-answers.ts'

/** What somebody answered in the platform's own client, with the digest of what it had shown them. */
export const POST = handle(
  'client:answers',
  { params, body: { json: conveyedMeetingAnswersInput } },
  async ({ request, principal, params: { meeting, participant }, input, context }) => {
    const language = languageOf(request)
    const said = { meetingId: meeting, participant, language, ...input }
    const recorded = await answerInMeeting(principal, said, context)
    return recorded.ok ? answer(recorded.value) : recorded
  },
)
