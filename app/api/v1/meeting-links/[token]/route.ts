import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { inLanguage, languageOf } from '#lib/http/language-of.ts'
import { participantLinkOf } from '#lib/http/meeting-link-of.ts'
import { findMeetingNotice } from '#lib/queries/meeting-notice.ts'
import { meetingLinkParams as params } from '#lib/schemas/meeting-answers.ts'

/** The notice of a meeting as it is now, for whoever holds the link: the page asks again and again. */
export const GET = handle('anyone', { params }, async ({ request, params, context }) => {
  const language = languageOf(request)
  const link = participantLinkOf(params.token, context.now())
  const about = { meetingId: link.meetingId, participant: null }
  const found = await findMeetingNotice(link, about, language, context)
  return found.ok ? answer(found.value, inLanguage(language)) : found
})
