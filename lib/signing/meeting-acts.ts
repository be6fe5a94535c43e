import type { AccountContact } from '#lib/domain/account/contact.ts'
import type { Conveyance } from '#lib/domain/account/principal.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import { categoryIn, findCategory, type Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import type { ActingParticipant } from '#lib/domain/meeting/acting-participant.ts'
import type { Act, ChoiceKind, DisplayMethod } from '#lib/domain/ledger/act.ts'
import type { PublishedNotice, PublishedTerms } from '#lib/domain/platform/platform.ts'
import {
  accountParty,
  consentReceipt,
  recordId,
  type ConsentChoice,
} from '#lib/domain/receipt/consent-receipt.ts'
import { displayRecord, meetingRequestRecord } from '#lib/domain/receipt/meeting-records.ts'
import { erasureRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement, relatedNotice, relatedTerms } from '#lib/domain/receipt/statement.ts'
import { signAct, type StatementSigner } from './sign-act.ts'

type Making = {
  readonly now: () => Date
  readonly newId: () => string
  readonly signer: StatementSigner
  readonly publicUrl: string
}

/** How it reached us: on a page of the portal, or from the platform's software. */
export type MeetingConveyance = {
  readonly method: DisplayMethod
  readonly conveyance: Conveyance | undefined
}

/** A notice was on somebody's screen. `digest` is that of the meeting's notice, which holds these. */
export function displayAct(
  who: ActingParticipant,
  shown: MeetingConveyance & {
    readonly hostId: string
    readonly digest: string
    readonly language: string
    readonly notices: readonly PublishedNotice[]
  },
  making: Making,
): Act {
  const [eventId, at] = [making.newId(), making.now()]
  const { hostId, digest, language, method, notices } = shown
  const { publicUrl } = making
  return signAct(making.signer, {
    event: eventOf(who, { id: eventId, kind: 'notice_displayed', at }),
    receiptOf: who.isMember ? who.subjectId : null,
    conveyance: shown.conveyance,
    details: {
      ...guestRows(who, hostId),
      meeting_display: [
        {
          eventId,
          ...rowOf(who, hostId),
          digest,
          method,
          language,
          noticeIds: notices.map(({ id }) => id),
        },
      ],
    },
    statement: buildStatement({
      kind: 'DisplayRecord',
      ...{ eventId, at, publicUrl },
      document: displayRecord({ eventId, at, publicUrl, who, hostId, digest, language, notices }),
      texts: notices.map((notice) => relatedNotice(publicUrl, notice)),
    }),
  })
}

export type MeetingResponseDraft = MeetingConveyance & {
  readonly host: HostingAccount
  readonly catalogue: Catalogue | null
  readonly digest: string
  readonly language: string
  readonly interfaceVersion: string
  /** Where the answer is given and taken back: the page, without anybody's link. */
  readonly controlUrl: string
  readonly answers: readonly MeetingAnswerDraft[]
}

export type HostingAccount = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly contact: AccountContact
}

export type MeetingAnswerDraft = {
  readonly cell: AccountCell
  readonly kind: ChoiceKind
  /** One more than that of their last answer about the feature in this meeting. */
  readonly seq: number
  /** The record that this one replaces. */
  readonly replaces: { readonly eventId: string; readonly ordinal: number } | null
}

/** Somebody's answers in a meeting, signed: the receipt is a consent receipt bound to that meeting. */
export function meetingAnswerAct(
  who: ActingParticipant,
  response: MeetingResponseDraft,
  making: Making,
): Act {
  const [eventId, at] = [making.newId(), making.now()]
  const { host, digest, language, interfaceVersion, answers, method } = response
  const { publicUrl } = making
  const terms = termsOf(answers)
  const document = receiptOf(who, response, { eventId, at, publicUrl })
  return signAct(making.signer, {
    event: eventOf(who, { id: eventId, kind: 'meeting_answered', at }),
    receiptOf: who.isMember ? who.subjectId : null,
    conveyance: response.conveyance,
    details: {
      ...guestRows(who, host.id),
      meeting_response: [
        {
          eventId,
          ...rowOf(who, host.id),
          ...{ digest, method, language, interfaceVersion },
          termsVersionIds: terms.map(({ id }) => id),
        },
      ],
      meeting_answer: answers.map(({ cell, kind, seq }, ordinal) => ({
        eventId,
        ordinal,
        ...rowOf(who, host.id),
        purpose: cell.question.purpose,
        seq,
        answer: kind === 'give' ? 'include' : 'leave_out',
        noticeId: cell.notice.id,
      })),
    },
    statement: buildStatement({
      kind: 'ConsentReceipt',
      ...{ eventId, at, publicUrl, document },
      texts: [
        ...terms.map((each) => relatedTerms(publicUrl, each)),
        ...answers.map(({ cell }) => relatedNotice(publicUrl, cell.notice)),
      ],
    }),
  })
}

/** A guest is erased: recording it is what carries it out, by a trigger in the same statement. */
export function guestErasureAct(
  who: ActingParticipant,
  erased: {
    readonly hostId: string
    readonly keepUntil: Date
    readonly conveyance: Conveyance | undefined
  },
  making: Making,
): Act {
  const [eventId, at] = [making.newId(), making.now()]
  const { hostId: accountId, keepUntil, conveyance } = erased
  const { subjectId, meetingId } = who
  const { publicUrl } = making
  const about = { accountId, subjectId, keepUntil, meetingId }
  return signAct(making.signer, {
    event: eventOf(who, { id: eventId, kind: 'guest_erased', at }),
    receiptOf: null,
    conveyance,
    details: { ...guestRows(who, accountId), erasure: [{ eventId, ...about }] },
    statement: buildStatement({
      kind: 'ErasureRecord',
      ...{ eventId, at, publicUrl },
      document: erasureRecord({ eventId, at, actorId: subjectId, ...about }),
      texts: [],
    }),
  })
}

/** The host, or the platform's software, asks everybody in a meeting. */
export function meetingAskingAct(
  asked: {
    readonly hostId: string
    readonly meetingId: string
    readonly actorId: string | null
    readonly features: readonly { readonly cell: AccountCell; readonly seq: number }[]
  },
  making: Making,
): Act {
  const [eventId, at] = [making.newId(), making.now()]
  const { hostId: accountId, meetingId, actorId, features } = asked
  const { publicUrl } = making
  const notices = features.map(({ cell }) => cell.notice)
  return signAct(making.signer, {
    event: { id: eventId, kind: 'meeting_asked', accountId, actorId, at },
    receiptOf: null,
    details: {
      meeting_asking: features.map(({ cell, seq }, ordinal) => ({
        ...{ eventId, ordinal, accountId, meetingId, seq },
        purpose: cell.question.purpose,
        noticeId: cell.notice.id,
      })),
    },
    statement: buildStatement({
      kind: 'RequestRecord',
      ...{ eventId, at, publicUrl },
      document: meetingRequestRecord({
        ...{ eventId, at, actorId, publicUrl, accountId, meetingId, notices },
        purposes: features.map(({ cell }) => cell.question.purpose),
      }),
      texts: notices.map((notice) => relatedNotice(publicUrl, notice)),
    }),
  })
}

function receiptOf(
  who: ActingParticipant,
  response: MeetingResponseDraft,
  act: { readonly eventId: string; readonly at: Date; readonly publicUrl: string },
) {
  const { host, catalogue, digest, language, interfaceVersion, controlUrl, answers } = response
  return consentReceipt({
    ...{ ...act, language, interfaceVersion, controlUrl },
    subjectId: who.subjectId,
    account: accountParty(act.publicUrl, host),
    authority: catalogue?.authority ?? null,
    choices: answers.map((answer) => receiptChoice(answer, catalogue, language)),
    meeting: { id: who.meetingId, displayed: digest },
  })
}

type EventHead = {
  readonly id: string
  readonly kind: 'notice_displayed' | 'meeting_answered' | 'guest_erased'
  readonly at: Date
}

function eventOf({ recordedIn, subjectId }: ActingParticipant, head: EventHead) {
  return { ...head, accountId: recordedIn, actorId: subjectId }
}

function rowOf({ meetingId, participant, subjectId }: ActingParticipant, accountId: string) {
  return { accountId, meetingId, participant, subjectId }
}

function guestRows(who: ActingParticipant, accountId: string) {
  if (!who.isNew) return {}
  const { subjectId: id } = who
  return {
    subject: [{ id, kind: 'guest' as const, accountId }],
    guest: [rowOf(who, accountId)],
  }
}

function termsOf(answers: readonly MeetingAnswerDraft[]): readonly PublishedTerms[] {
  const terms = answers.flatMap(({ cell }) => cell.clauses.map((each) => each.terms))
  return [...new Map(terms.map((each) => [each.id, each])).values()]
}

function receiptChoice(
  { cell, kind, replaces }: MeetingAnswerDraft,
  catalogue: Catalogue | null,
  language: string,
): ConsentChoice {
  return {
    kind,
    purpose: cell.purpose,
    categories:
      catalogue === null
        ? []
        : cell.purpose.categories
            .flatMap((key) => findCategory(catalogue, key) ?? [])
            .map((category) => categoryIn(category, language)),
    notice: { ...cell.notice.content, text: cell.notice },
    clauses: cell.clauses.map(({ terms, clause }) => ({
      terms,
      anchor: clause.anchor,
      digest: clause.digest,
    })),
    replaces: replaces === null ? null : recordId(replaces.eventId, replaces.ordinal),
  }
}
