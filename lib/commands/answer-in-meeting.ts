import { decideChoice, type ChoiceRefusal, type Intent } from '#lib/domain/consent/decide-choice.ts'
import type { DisplayMethod } from '#lib/domain/ledger/act.ts'
import { actingParticipant, meetingConveyance } from '#lib/domain/meeting/acting-participant.ts'
import { answerStatus } from '#lib/domain/meeting/answer-status.ts'
import type { MeetingCaller } from '#lib/domain/meeting/meeting-caller.ts'
import { answerBasisIn } from '#lib/domain/meeting/meeting-notice.ts'
import { ownAnswers } from '#lib/domain/meeting/own-answers.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { meetingAnswerAct, type MeetingAnswerDraft } from '#lib/signing/meeting-acts.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadMeetingAnswers, type StoredMeetingAnswer } from '#lib/store/meeting-acts.ts'
import {
  loadMeetingReader,
  type MeetingPerson,
  type MeetingPersonRefusal,
  type MeetingReader,
} from '#lib/store/meeting-person.ts'
import { LANGUAGES } from '#lib/words/language.ts'
import type { Context } from './context.ts'

export type MeetingAnswerInput = {
  readonly meetingId: string
  /** The platform's id; null where the caller is the person. */
  readonly participant: string | null
  readonly answers: readonly { readonly feature: string; readonly intent: Intent }[]
  /** Of the meeting's notice that was on the screen. */
  readonly displayed: string
  readonly method: DisplayMethod
  /** That of the request. What is recorded is the language of what was displayed. */
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
    const read = { digest: input.displayed, languages: LANGUAGES }
    const person = await loadMeetingReader(database, caller, input, read, moment)
    if (typeof person === 'string') return fail(person)
    if (person.scene.meeting.hasEnded) return fail('meeting_ended')
    const { participant } = person.participant
    const given = await loadMeetingAnswers(database, input.meetingId, participant)
    const decided = input.answers.map((answer) => decideOne(answer, person, given))
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

function decideOne(
  { feature, intent }: MeetingAnswerInput['answers'][number],
  person: MeetingReader,
  given: readonly StoredMeetingAnswer[],
): Result<MeetingAnswerDraft | null, MeetingAnswerRefusal> {
  const { scene, notice, displayed, endOf } = person
  const cell = scene.cells.get(feature)
  const current = answerBasisIn(notice.document, feature)
  const own = ownAnswers(given, ({ subjectId }) => subjectId === person.subjectId)
  if (cell === undefined || current === null) return fail('feature_unknown_here')
  const outcome = decideChoice(intent, {
    known: 'known',
    status: answerStatus(own, feature, endOf(feature)),
    ceilings: cell.ceilings,
    account: cell.permission,
    groups: isOffForGroup(feature, person) ? ['off'] : [],
    expectedBasis: displayed === null ? null : answerBasisIn(displayed, feature),
    currentBasis: current,
  })
  if (!outcome.ok) return fail(outcome.code === 'stale_page' ? 'notice_outdated' : outcome.code)
  if (outcome.value === 'nothing') return ok(null)
  const isAbout = ({ purpose }: StoredMeetingAnswer) => purpose === feature
  const seq = (given.findLast(isAbout)?.seq ?? 0) + 1
  return ok({ cell, kind: outcome.value, seq, replaces: own.findLast(isAbout) ?? null })
}

function isOffForGroup(feature: string, { decisions, participant }: MeetingPerson): boolean {
  const { reasons } = decisions.ask(feature, participant.participant)
  return reasons.some(({ code }) => code === 'GROUP_OFF')
}

async function record(
  caller: MeetingCaller,
  input: MeetingAnswerInput,
  { scene, participant, subjectId, language }: MeetingReader,
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
      language,
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
