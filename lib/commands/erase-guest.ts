import { keepUntil } from '#lib/domain/account/erasure.ts'
import type { DisplayMethod } from '#lib/domain/ledger/act.ts'
import { actingParticipant, meetingConveyance } from '#lib/domain/meeting/acting-participant.ts'
import type { MeetingCaller } from '#lib/domain/meeting/meeting-caller.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { guestErasureAct } from '#lib/signing/meeting-acts.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadEvidencePeriod } from '#lib/store/erasures.ts'
import { loadMeetingPerson, type MeetingPersonRefusal } from '#lib/store/meeting-person.ts'
import type { Context } from './context.ts'

export type GuestErasureInput = {
  readonly meetingId: string
  /** The platform's id; null where the caller is the person. */
  readonly participant: string | null
  readonly method: DisplayMethod
  readonly language: string
}

/**
 * Erases a guest from a meeting, by their own act: nothing leads any more from whom the platform named to
 * what they said, and their statements are sealed for the stated period. From then on every decision about
 * them is no. Also after the meeting. If we stop before the commit nobody is erased and nothing says so.
 */
export async function eraseGuest(
  caller: MeetingCaller,
  input: GuestErasureInput,
  context: Context,
): Promise<Result<{ readonly keepUntil: Date }, MeetingPersonRefusal | 'guests_only'>> {
  const { database, digestOf } = context
  for (;;) {
    const moment = { at: context.now(), before: null, language: input.language, digestOf }
    const person = await loadMeetingPerson(database, caller, input, moment, 'within_a_second')
    if (typeof person === 'string') return fail(person)
    const { scene, participant, subjectId } = person
    if (participant.member !== null) return fail('guests_only')
    const until = keepUntil(context.now(), await loadEvidencePeriod(database))
    const act = guestErasureAct(
      actingParticipant(scene.stored, participant, subjectId, context.newId),
      {
        hostId: scene.stored.accountId,
        keepUntil: until,
        conveyance: meetingConveyance(caller, input.method).conveyance,
      },
      context,
    )
    if ((await appendActs(database, [act])).ok) return ok({ keepUntil: until })
    // Lost against the same erasure, or against the first act of the same guest: what won is read.
  }
}
