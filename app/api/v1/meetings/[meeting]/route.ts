import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { findMeetingView } from '#lib/queries/meetings.ts'
import { meetingParams as params } from '#lib/schemas/meetings.ts'

/** A meeting as what was stated of it adds up. */
export const GET = handle('client:meetings', { params }, async ({ principal, params, context }) => {
  const view = await findMeetingView(principal, params.meeting, context)
  if (view === null) throw new HttpProblem('meeting_unknown')
  return answer(view)
})
