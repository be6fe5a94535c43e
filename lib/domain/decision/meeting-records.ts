import { noticeWidens } from '#lib/domain/catalogue/notice-widens.ts'
import type { MeetingParticipant } from '#lib/domain/meeting/fold-meeting.ts'
import { forgotten } from '#lib/domain/meeting/forgotten.ts'
import { foldOnce } from '#lib/domain/meeting/fold-once.ts'
import type { MeetingChange } from '#lib/domain/meeting/meeting-change.ts'
import { currentNotice, noticeContent, type Platform } from '#lib/domain/platform/platform.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import { groupOffs, type GroupHistory } from '#lib/domain/consent/group-locks.ts'
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
  readonly told: readonly { readonly participant: string; readonly noticeIds: readonly string[] }[]
  /** Guests who had themselves erased. */
  readonly erased: readonly string[]
  /** Of the subjects of the answers. */
  readonly groupsOf: (subjectId: string) => GroupHistory
}

export type MeetingAnswerAct = {
  readonly participant: string
  /** Who that is: a member, or a guest of this meeting. */
  readonly subjectId: string
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
  const meeting = foldOnce(facts, facts.changes)
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
  const asked = cellsFor(facts, published)
  const told = toldOf(facts, asked, published)
  const standing = standingAnswers(facts, asked, published)
  const answers = Map.groupBy(standing, ({ participant }) => participant)
  const erased = new Set(facts.erased)
  for (const stated of meeting.participants.values()) {
    const name = stated.participant
    if (news !== null && !news.has(name)) continue
    const participant = erased.has(name) ? { ...stated, ...forgotten(stated) } : stated
    const said = (answers.get(name) ?? []).map(
      ({ purpose, answer, position }) => [purpose, [answer, position]] as const,
    )
    draft.add({
      type: 'participant',
      meeting: id,
      roster: participant.roster,
      id: name,
      present: participant.isPresent,
      ...identityOf(participant, erased),
      device: participant.device,
      canBeAsked: participant.canBeAsked,
      place: participant.place,
      minor: participant.isMinor,
      told: told.get(name) ?? [],
      answers: Object.fromEntries(said),
    })
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
 * Without a yes that needs to be said again, or that a group ended: what accounts turned off is told with them.
 * Of those that rest on the same it is worked out once.
 */
function standingAnswers(
  { answers, groupsOf }: MeetingFacts,
  asked: ReadonlyMap<string, AccountCell>,
  published: Published,
): readonly MeetingAnswerAct[] {
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
  const stands = (yes: MeetingAnswerAct) =>
    !isStale(yes) && groupOffs(groupsOf(yes.subjectId), yes).length === 0
  return answers.filter((each) => each.answer === 'leave_out' || stands(each))
}

/**
 * Who was told of what, by the notices that the purposes name now: one that was read in another language,
 * or before a change that asks for no more, was the same telling.
 */
function toldOf(
  { told }: MeetingFacts,
  asked: ReadonlyMap<string, AccountCell>,
  published: Published,
): ReadonlyMap<string, readonly string[]> {
  const shown = Map.groupBy(told, ({ participant }) => participant)
  if (shown.size === 0) return new Map()
  return new Map(
    [...shown].map(([participant, displays]) => {
      const ids = displays.flatMap(({ noticeIds }) => noticeIds)
      const standing = ids.flatMap((id) => purposeStillTold(published.platform, id) ?? [])
      return [
        participant,
        [...new Set(standing.flatMap((purpose) => asked.get(purpose)?.notice.id ?? []))],
      ]
    }),
  )
}

function purposeStillTold(platform: Platform, noticeId: string): string | null {
  const read = platform.notices.find(({ id }) => id === noticeId)
  if (read === undefined) return null
  const now = currentNotice(platform, read.purpose, read.language)
  if (now === null || noticeWidens(noticeContent(read), noticeContent(now))) return null
  return read.purpose
}
