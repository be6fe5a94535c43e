import { eraseGuest } from '#lib/commands/erase-guest.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { language } from '#lib/language.ts'
import { guestErasureInput, participantParams as params } from '#lib/schemas/meeting-answers.ts'

/** A guest told the platform that they want to be erased. */
export const POST = handle(
  'client:answers',
  { params, body: { json: guestErasureInput } },
  async ({ principal, params: { meeting, participant }, input, context }) => {
    const about = { meetingId: meeting, participant, language, ...input }
    const erased = await eraseGuest(principal, about, context)
    return erased.ok ? answer(erased.value) : erased
  },
)
