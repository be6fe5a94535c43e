import { answerStanding } from '#lib/domain/consent/answer-standing.ts'
import {
  acceptanceStanding,
  permissionStanding,
  type Standing,
} from '#lib/domain/receipt/standing.ts'
import { loadAcceptances } from '#lib/store/acceptances.ts'
import { loadAccountHistory } from '#lib/store/consent-acts.ts'
import { loadMemberConsents } from '#lib/store/consents.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { loadMeetingStandings } from '#lib/store/meeting-standings.ts'
import { findReceiptOwner, type ReceiptOwner } from '#lib/store/receipts.ts'
import type { QueryContext } from './context.ts'
import { isUuid } from './is-uuid.ts'

/** Whether a receipt is still so, a line for each that it has. It says nothing of anybody, and of no other receipt but its kind. */
export type ReceiptStanding = {
  readonly receipt: string
  /** The instant that was asked about: now. */
  readonly at: Date
  /** In the order of the statement; none for what records an event, which nothing undoes. */
  readonly lines: readonly StandingLine[]
}

export type StandingLine = Standing & {
  /** What the line is about: a purpose, of sharing one category of it; null for an answer to terms. */
  readonly purpose: string | null
  readonly category: string | null
}

/**
 * For whoever holds the receipt, and so knows its id, of which 74 bits are random: there is no other
 * principal. Null for one that was erased, as for one that never was.
 */
export async function findReceiptStanding(
  receiptId: string,
  context: QueryContext,
): Promise<ReceiptStanding | null> {
  const owner = isUuid(receiptId) ? await findReceiptOwner(context.database, receiptId) : null
  if (owner === null) return null
  const at = context.now()
  return { receipt: receiptId, at, lines: await linesOf(owner, at, context) }
}

function linesOf(
  owner: ReceiptOwner,
  at: Date,
  context: QueryContext,
): Promise<readonly StandingLine[]> {
  switch (owner.kind) {
    case 'choices_made':
      return answerLines(owner, at, context)
    case 'terms_answered':
      return acceptanceLines(owner, at, context)
    case 'permissions_set':
      return permissionLines(owner, context)
    case 'meeting_answered':
      return meetingLines(owner, at, context)
    default:
      return Promise.resolve([])
  }
}

/** Folded from what the member's own pages are folded from. */
async function answerLines(
  { eventId, accountId, subjectId, language, choices }: ReceiptOwner,
  at: Date,
  { database, digestOf }: QueryContext,
): Promise<readonly StandingLine[]> {
  if (accountId === null || subjectId === null || language === null)
    throw new Error(`table receipt has no member for the choices of event ${eventId}`)
  const moment = { at, before: null, language, digestOf }
  const loaded = await loadMemberConsents(database, accountId, subjectId, moment)
  const { platform, member, retired, history } = loaded
  return choices.map(({ purpose, category }) => {
    const cell = [...member, ...retired].find(
      ({ question }) => question.purpose === purpose && question.category === category,
    )
    const standing =
      cell === undefined ? null : answerStanding(platform, cell, eventId, history, moment)
    if (standing === null) throw new Error(`table choice has no question for event ${eventId}`)
    return { purpose, category, ...standing }
  })
}

/** What a person answered in a meeting, and for that meeting alone. */
async function meetingLines(
  { eventId, meetingId }: ReceiptOwner,
  at: Date,
  { database, digestOf }: QueryContext,
): Promise<readonly StandingLine[]> {
  if (meetingId === null) throw new Error(`table meeting_response has lost event ${eventId}`)
  const standings = await loadMeetingStandings(database, meetingId, eventId, { at, digestOf })
  return standings.map((each) => ({ ...each, category: null }))
}

async function acceptanceLines(
  { eventId, accountId }: ReceiptOwner,
  at: Date,
  { database }: QueryContext,
): Promise<readonly StandingLine[]> {
  const [platform, answers] = await Promise.all([
    loadPlatform(database),
    loadAcceptances(database, accountId ?? ''),
  ])
  return answers
    .filter((each) => each.eventId === eventId)
    .map((own) => ({
      ...{ purpose: null, category: null },
      ...acceptanceStanding(own, answers, platform, at),
    }))
}

async function permissionLines(
  { eventId, accountId }: ReceiptOwner,
  { database }: QueryContext,
): Promise<readonly StandingLine[]> {
  const [platform, { permissions }] = await Promise.all([
    loadPlatform(database),
    loadAccountHistory(database, accountId ?? ''),
  ])
  return permissions
    .filter((each) => each.eventId === eventId)
    .map((own) => ({
      ...{ purpose: own.purpose, category: own.category },
      ...permissionStanding(own, permissions, platform),
    }))
}
