import { answerInMeeting } from '#lib/commands/answer-in-meeting.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { languageOf } from '#lib/http/language-of.ts'
import { participantLinkOf } from '#lib/http/meeting-link-of.ts'
import { interfaceVersion } from '#lib/interface-version.ts'
import { meetingAnswersInput, meetingLinkParams as params } from '#lib/schemas/meeting-answers.ts'

/** "Include me" or "Leave me out", in this meeting. */
export const POST = handle(
  'anyone',
  { params, body: { json: meetingAnswersInput } },
  async ({ request, params, input: { displayed, answers }, context }) => {
    const language = languageOf(request)
    const link = participantLinkOf(params.token, context.now())
    const { meetingId } = link
    const said = {
      ...{ meetingId, participant: null, method: 'page' as const },
      ...{ displayed, answers, language, interfaceVersion },
    }
    const recorded = await answerInMeeting(link, said, context)
    return recorded.ok ? answer(recorded.value) : recorded
  },
)
