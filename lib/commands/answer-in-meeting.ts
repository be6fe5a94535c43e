import { decideChoice, type ChoiceRefusal, type Intent } from '#lib/domain/consent/decide-choice.ts'
import type { DisplayMethod } from '#lib/domain/ledger/act.ts'
import { actingParticipant, meetingConveyance } from '#lib/domain/meeting/acting-participant.ts'
import { answerStatus } from '#lib/domain/meeting/answer-status.ts'
import type { MeetingCaller } from '#lib/domain/meeting/meeting-caller.ts'
import { answerBasisIn, type MeetingNoticeDocument } from '#lib/domain/meeting/meeting-notice.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { meetingAnswerAct, type MeetingAnswerDraft } from '#lib/signing/meeting-acts.ts'
import { appendActs } from '#lib/store/acts.ts'
import {
  findMeetingNotice,
  loadMeetingAnswers,
  type StoredMeetingAnswer,
} from '#lib/store/meeting-acts.ts'
import {
  loadMeetingPerson,
  type MeetingPerson,
  type MeetingPersonRefusal,
} from '#lib/store/meeting-person.ts'
import type { Context } from './context.ts'

export type MeetingAnswerInput = {
  readonly meetingId: string
  /** The platform's id; null where the caller is the person. */
  readonly participant: string | null
  readonly answers: readonly { readonly feature: string; readonly intent: Intent }[]
  /** Of the meeting's notice that was on the screen. */
  readonly displayed: string
  readonly method: DisplayMethod
  readonly language: string
  readonly interfaceVersion: string
}

export type MeetingAnswerRefusal =
  | MeetingPersonRefusal
  | Exclude<ChoiceRefusal, 'stale_page'>
  | 'notice_outdated'
  | 'feature_unknown_here'
  | 'meeting_ended'
  | 'answered_meanwhile'

export type RecordedInMeeting = { readonly receiptId: string | null }

/**
 * Records what somebody says about themselves in one meeting. A yes needs the notice as it is now, as far as
 * it is about that feature; a no needs nothing. Where a yes is turned away the noes beside it are recorded.
 */
export async function answerInMeeting(
  caller: MeetingCaller,
  input: MeetingAnswerInput,
  context: Context,
): Promise<
  Result<RecordedInMeeting, MeetingAnswerRefusal> & { readonly recorded?: string | null }
> {
  const { database, digestOf } = context
  const features = input.answers.map(({ feature }) => feature)
  if (new Set(features).size < features.length)
    throw new Error('a response answers one feature more than once')
  let isLost = false
  for (;;) {
    const moment = { at: context.now(), before: null, language: input.language, digestOf }
    const person = await loadMeetingPerson(database, caller, input, moment, 'within_a_second')
    if (typeof person === 'string') return fail(person)
    if (person.scene.meeting.hasEnded) return fail('meeting_ended')
    const { participant } = person.participant
    const [displayed, given] = await Promise.all([
      displayedNotice(person, input, context),
      loadMeetingAnswers(database, input.meetingId, participant),
    ])
    const decided = input.answers.map((answer) => decideOne(answer, person, displayed, given))
    const refused = decided.find((each) => !each.ok)
    const drafts = decided.flatMap((each) => (each.ok && each.value !== null ? [each.value] : []))
    const code: MeetingAnswerRefusal | undefined = isLost ? 'answered_meanwhile' : refused?.code
    const toRecord: readonly MeetingAnswerDraft[] =
      code === undefined ? drafts : drafts.filter(({ kind }) => kind !== 'give')
    const recorded = await record(caller, input, person, toRecord, context)
    if (recorded.ok) {
      if (code === undefined) return ok({ receiptId: recorded.value })
      return { ...fail(code), recorded: recorded.value }
    }
    // Lost against another answer of the same person, or the first act of the same guest. A no tries again.
    isLost ||= toRecord.some(({ kind }) => kind === 'give') && person.subjectId !== null
  }
}

/** What was read, by its digest: the notice as it is now, or one that was shown before. */
async function displayedNotice(
  { notice, scene }: MeetingPerson,
  { displayed }: MeetingAnswerInput,
  { database }: Context,
): Promise<MeetingNoticeDocument | null> {
  if (notice.digest === displayed) return notice.document
  return findMeetingNotice(database, scene.stored.id, displayed)
}

function decideOne(
  { feature, intent }: MeetingAnswerInput['answers'][number],
  person: MeetingPerson,
  displayed: MeetingNoticeDocument | null,
  given: readonly StoredMeetingAnswer[],
): Result<MeetingAnswerDraft | null, MeetingAnswerRefusal> {
  const { scene, notice, endOf } = person
  const cell = scene.cells.get(feature)
  const current = answerBasisIn(notice.document, feature)
  if (cell === undefined || current === null) return fail('feature_unknown_here')
  const outcome = decideChoice(intent, {
    known: 'known',
    status: answerStatus(given, feature, endOf(feature)),
    ceilings: cell.ceilings,
    account: cell.permission,
    groups: isOffForGroup(feature, person) ? ['off'] : [],
    expectedBasis: displayed === null ? null : answerBasisIn(displayed, feature),
    currentBasis: current,
  })
  if (!outcome.ok) return fail(outcome.code === 'stale_page' ? 'notice_outdated' : outcome.code)
  if (outcome.value === 'nothing') return ok(null)
  const last = given.findLast(({ purpose }) => purpose === feature) ?? null
  return ok({ cell, kind: outcome.value, seq: (last?.seq ?? 0) + 1, replaces: last })
}

function isOffForGroup(feature: string, { decisions, participant }: MeetingPerson): boolean {
  const { reasons } = decisions.ask(feature, participant.participant)
  return reasons.some(({ code }) => code === 'GROUP_OFF')
}

async function record(
  caller: MeetingCaller,
  input: MeetingAnswerInput,
  { scene, participant, subjectId }: MeetingPerson,
  answers: readonly MeetingAnswerDraft[],
  context: Context,
): Promise<Result<string | null, 'conflict'>> {
  if (answers.length === 0) return ok(null)
  const act = meetingAnswerAct(
    actingParticipant(scene.stored, participant, subjectId, context.newId),
    {
      host: scene.host,
      catalogue: catalogueIn(scene.platform),
      digest: input.displayed,
      language: input.language,
      interfaceVersion: input.interfaceVersion,
      controlUrl: `${context.publicUrl}/m`,
      answers,
      ...meetingConveyance(caller, input.method),
    },
    context,
  )
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok(act.eventId) : fail('conflict')
}
