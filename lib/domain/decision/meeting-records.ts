import type { StateRecord } from '@assent/decision'
import { noticeWidens } from '#lib/domain/catalogue/notice-widens.ts'
import { foldMeeting, type MeetingParticipant } from '#lib/domain/meeting/fold-meeting.ts'
import { forgotten } from '#lib/domain/meeting/forgotten.ts'
import type { MeetingChange } from '#lib/domain/meeting/meeting-change.ts'
import { currentNotice, noticeContent, type Platform } from '#lib/domain/platform/platform.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import { groupOffs, type GroupHistory } from '#lib/domain/consent/group-locks.ts'
import { countedAnswer } from '#lib/domain/meeting/own-answers.ts'
import { isAnswerStale } from '#lib/domain/meeting/answer-stale.ts'
import { askedCells, type Published } from './asked-cells.ts'
import type { ChangeDraft } from './change-draft.ts'

/** What is stored of a meeting: the platform's statements, and what people in it were shown and answered. */
export type MeetingFacts = {
  readonly id: string
  /** Who hosts it. */
  readonly accountId: string
  readonly externalId: string
  readonly label: string | null
  readonly isForMinors: boolean
  readonly leavesOut: readonly string[]
  readonly changes: readonly MeetingChange[]
  /** In the order of the record. */
  readonly answers: readonly MeetingAnswerAct[]
  readonly told: readonly MeetingTelling[]
  /** Guests who had themselves erased. */
  readonly erased: readonly string[]
  /** Of the members who answered. */
  readonly groupsOf: (member: string) => GroupHistory
}

export type MeetingTelling = {
  readonly participant: string
  /** As of an answer. */
  readonly member: string | null
  readonly noticeIds: readonly string[]
}

export type MeetingAnswerAct = {
  readonly participant: string
  /** Who that was; null for a guest. The platform can name somebody else by the same id later. */
  readonly member: string | null
  readonly purpose: string
  readonly answer: 'include' | 'leave_out'
  readonly eventId: string
  readonly position: number
  readonly at: Date
  /** What was read, and the terms that it rests on. */
  readonly noticeId: string
  readonly termsVersionIds: readonly string[]
}

/** A meeting and everybody in it, whole; or, of everybody, those of whom there is something new. */
export function addMeeting(
  draft: ChangeDraft,
  facts: MeetingFacts,
  published: Published,
  news: ReadonlySet<string> | null = null,
): void {
  const { id, accountId } = facts
  const meeting = foldMeeting(facts, facts.changes)
  draft.add({
    type: 'meeting',
    id,
    external: facts.externalId,
    ended: meeting.hasEnded,
    account: accountId,
    roster: meeting.roster,
    host: meeting.host,
    label: meeting.label,
    forMinors: meeting.isForMinors,
    leavesOut: meeting.leavesOut,
    switches: Object.fromEntries(
      [...meeting.features].flatMap(([feature, { switch: position }]) =>
        position === null ? [] : [[feature, position] as const],
      ),
    ),
  })
  if (meeting.hasEnded) return
  const acts = actsIn(facts, published)
  for (const participant of meeting.participants.values())
    if (news === null || news.has(participant.participant))
      draft.add(participantRecord(id, participant, acts))
}

/** What was shown and said in a meeting, by participant, and what that counts for. */
type MeetingActs = {
  readonly shown: ReadonlyMap<string, readonly MeetingTelling[]>
  readonly answers: ReadonlyMap<string, readonly MeetingAnswerAct[]>
  readonly erased: ReadonlySet<string>
  readonly told: (shown: readonly MeetingTelling[]) => readonly string[]
  readonly stands: (yes: MeetingAnswerAct) => boolean
}

function actsIn(facts: MeetingFacts, published: Published): MeetingActs {
  const asked = cellsFor(facts, published)
  return {
    shown: Map.groupBy(facts.told, ({ participant }) => participant),
    answers: Map.groupBy(facts.answers, ({ participant }) => participant),
    erased: new Set(facts.erased),
    told: (shown) => toldOf(shown, asked, published),
    stands: standing(facts, asked, published),
  }
}

/** What somebody else was shown, or said yes to, by the same id is none of theirs. */
function participantRecord(
  meeting: string,
  stated: MeetingParticipant,
  { shown, answers, erased, told, stands }: MeetingActs,
): Extract<StateRecord, { type: 'participant' }> {
  const { participant: id, member, roster, isPresent, isSeveral } = stated
  const { device, canBeAsked, place, isMinor } = erased.has(id) ? forgotten(stated) : stated
  const isOwn = (act: { readonly member: string | null }) => act.member === member
  const byPurpose = Map.groupBy(answers.get(id) ?? [], ({ purpose }) => purpose)
  const said = [...byPurpose].flatMap(([purpose, acts]) => {
    const counted = countedAnswer(acts, isOwn, stands)
    return counted === null ? [] : [[purpose, [counted.answer, counted.position]] as const]
  })
  return {
    type: 'participant',
    meeting,
    roster,
    id,
    present: isPresent,
    ...identityOf(stated, erased),
    several: isSeveral,
    device,
    canBeAsked,
    place,
    minor: isMinor,
    told: told((shown.get(id) ?? []).filter(isOwn)),
    answers: Object.fromEntries(said),
  }
}

/**
 * Somebody of whom the platform says more than is known is no guest, and who was erased is none any more:
 * named so that nobody is found, and nothing of theirs taken in.
 */
function identityOf(
  { participant, account, member, isUnidentified }: MeetingParticipant,
  erased: ReadonlySet<string>,
) {
  if (isUnidentified || erased.has(participant)) return { account: null, member: UNKNOWN }
  return { account, member }
}

const UNKNOWN = '-'

/** What is asked now, by feature; nothing where nobody was shown or said anything. */
function cellsFor(
  { told, answers }: MeetingFacts,
  published: Published,
): ReadonlyMap<string, AccountCell> {
  if (told.length === 0 && answers.length === 0) return new Map()
  const cells = askedCells(published).filter(({ question }) => question.kind === 'feature')
  return new Map(cells.map((cell) => [cell.question.purpose, cell]))
}

/**
 * Whether a yes need not be said again, and no group ended it: what accounts turned off is told with them. Of
 * those that rest on the same it is worked out once.
 */
function standing(
  { groupsOf }: MeetingFacts,
  asked: ReadonlyMap<string, AccountCell>,
  published: Published,
): (yes: MeetingAnswerAct) => boolean {
  const stale = new Map<string, boolean>()
  const isStale = (yes: MeetingAnswerAct): boolean => {
    const cell = asked.get(yes.purpose)
    if (cell === undefined) return true
    // An answer before a publication and one after it can have read the same.
    const since = published.platform.catalogues.findLast(({ publishedAt }) => publishedAt <= yes.at)
    const basis = [yes.purpose, yes.noticeId, since?.eventId ?? '', ...yes.termsVersionIds].join()
    const known = stale.get(basis) ?? isAnswerStale(yes, cell, published)
    stale.set(basis, known)
    return known
  }
  return (yes) =>
    !isStale(yes) && (yes.member === null || groupOffs(groupsOf(yes.member), yes).length === 0)
}

/**
 * What they were told, by the notices that the purposes name now: one that was read in another language, or
 * before a change that asks for no more, was the same telling.
 */
function toldOf(
  shown: readonly MeetingTelling[],
  asked: ReadonlyMap<string, AccountCell>,
  { platform }: Published,
): readonly string[] {
  const ids = shown.flatMap(({ noticeIds }) => noticeIds)
  const purposes = ids.flatMap((id) => purposeStillTold(platform, id) ?? [])
  return [...new Set(purposes.flatMap((purpose) => asked.get(purpose)?.notice.id ?? []))]
}

function purposeStillTold(platform: Platform, noticeId: string): string | null {
  const read = platform.notices.find(({ id }) => id === noticeId)
  if (read === undefined) return null
  const now = currentNotice(platform, read.purpose, read.language)
  if (now === null || noticeWidens(noticeContent(read), noticeContent(now))) return null
  return read.purpose
}
