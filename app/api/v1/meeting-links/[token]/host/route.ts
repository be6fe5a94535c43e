import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { hostLinkOf } from '#lib/http/meeting-link-of.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { language } from '#lib/language.ts'
import { findMeetingHostView } from '#lib/queries/meeting-host.ts'
import { meetingLinkParams as params } from '#lib/schemas/meeting-answers.ts'

/** How a meeting stands, for whoever holds the host's link. */
export const GET = handle('anyone', { params }, async ({ params, context }) => {
  const link = hostLinkOf(params.token, context.now())
  const view = await findMeetingHostView(link, link.meetingId, language, context)
  if (view === null) throw new HttpProblem('meeting_unknown')
  return answer(view)
})
