import type { DisplayMethod } from '#lib/domain/ledger/act.ts'
import { actingParticipant, meetingConveyance } from '#lib/domain/meeting/acting-participant.ts'
import type { MeetingCaller } from '#lib/domain/meeting/meeting-caller.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { displayAct } from '#lib/signing/meeting-acts.ts'
import { appendActs } from '#lib/store/acts.ts'
import { isDisplayed, keepMeetingNotice } from '#lib/store/meeting-acts.ts'
import { loadMeetingReader, type MeetingPersonRefusal } from '#lib/store/meeting-person.ts'
import { LANGUAGES } from '#lib/words/language.ts'
import type { Context } from './context.ts'

export type MeetingDisplayInput = {
  readonly meetingId: string
  /** The platform's id; null where the caller is the person. */
  readonly participant: string | null
  /** Of the meeting's notice that was on the screen. */
  readonly digest: string
  readonly method: DisplayMethod
  /** That of the request. What is recorded is the language of what was displayed. */
  readonly language: string
}

type Refusal = MeetingPersonRefusal | 'notice_outdated' | 'meeting_ended'

/**
 * Records that somebody in a meeting was shown its notice, once for each text. Only the notice as it is now
 * can be shown now: one that changed meanwhile is to be shown again.
 */
export async function recordMeetingDisplay(
  caller: MeetingCaller,
  input: MeetingDisplayInput,
  context: Context,
): Promise<Result<{ readonly isNew: boolean }, Refusal>> {
  const { database, digestOf } = context
  for (;;) {
    const moment = { at: context.now(), before: null, language: input.language, digestOf }
    const read = { digest: input.digest, languages: LANGUAGES }
    const person = await loadMeetingReader(database, caller, input, read, moment)
    if (typeof person === 'string') return fail(person)
    const { scene, participant, notice, language } = person
    if (scene.meeting.hasEnded) return fail('meeting_ended')
    const { stored } = scene
    const who = { participant: participant.participant, subjectId: person.subjectId }
    if (await isDisplayed(database, stored.id, who, input.digest)) return ok({ isNew: false })
    if (notice.digest !== input.digest) return fail('notice_outdated')
    await keepMeetingNotice(database, stored.accountId, notice)
    const act = displayAct(
      actingParticipant(stored, participant, person.subjectId, context.newId),
      {
        hostId: stored.accountId,
        digest: input.digest,
        language,
        ...meetingConveyance(caller, input.method),
        notices: notice.document.features.flatMap(
          ({ feature }) => scene.cells.get(feature)?.notice ?? [],
        ),
      },
      context,
    )
    if ((await appendActs(database, [act])).ok) return ok({ isNew: true })
    // Lost against the same display, or against the first act of the same guest: what won is read.
  }
}
