import { createMeeting } from '#lib/commands/create-meeting.ts'
import { recordMeetingChanges } from '#lib/commands/record-meeting-changes.ts'
import { answer, created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { apiPaths } from '#lib/paths.ts'
import { meetingInput } from '#lib/schemas/meetings.ts'
import { meetingAnswer } from './answer-of.ts'

/** Registers a meeting, and what has happened in it so far. The same again changes nothing. */
export const POST = handle(
  'client:meetings',
  { body: { json: meetingInput, maxBytes: 1024 * 1024 } },
  async ({ principal, input: { changes, ...input }, context }) => {
    const registered = await createMeeting(principal, input, context)
    if (!registered.ok) return registered
    const { id: meetingId, isNew } = registered.value
    const recorded = await recordMeetingChanges(principal, { meetingId, changes }, context)
    if (!recorded.ok) return recorded
    const value = await meetingAnswer(principal, meetingId, recorded.value, context)
    return isNew ? created(apiPaths.meeting(meetingId), value) : answer(value)
  },
)
