import { eraseGuest } from '#lib/commands/erase-guest.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { participantLinkOf } from '#lib/http/meeting-link-of.ts'
import { language } from '#lib/language.ts'
import { meetingLinkParams as params } from '#lib/schemas/meeting-answers.ts'

/** A guest erases themselves from this meeting. It reads no body: one does it for oneself. */
export const POST = handle('anyone', { params }, async ({ params, context }) => {
  const link = participantLinkOf(params.token, context.now())
  const { meetingId } = link
  const about = { meetingId, participant: null, method: 'page', language } as const
  const erased = await eraseGuest(link, about, context)
  return erased.ok ? answer(erased.value) : erased
})
