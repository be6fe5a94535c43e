import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { inLanguage, languageOf } from '#lib/http/language-of.ts'
import { findMeetingNotice } from '#lib/queries/meeting-notice.ts'
import { participantParams as params } from '#lib/schemas/meeting-answers.ts'

/** The notice for one participant, for the platform's own client to show. Its digest is its version. */
export const GET = handle(
  'client:answers',
  { params },
  async ({ request, principal, params, context }) => {
    const language = languageOf(request)
    const about = { meetingId: params.meeting, participant: params.participant }
    const found = await findMeetingNotice(principal, about, language, context)
    if (!found.ok) return found
    // What a person settled elsewhere is theirs: the platform learns from its decisions what it needs.
    const features = found.value.features.map((each) => ({ ...each, isStandingNo: undefined }))
    return answer({ ...found.value, settings: undefined, features }, inLanguage(language))
  },
)
