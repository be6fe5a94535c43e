import { askedCells, type Published } from '#lib/domain/decision/asked-cells.ts'
import type { MeetingAnswerAct } from '#lib/domain/decision/meeting-records.ts'
import { isAnswerStale } from '#lib/domain/meeting/answer-stale.ts'
import { foldMeeting } from '#lib/domain/meeting/fold-meeting.ts'
import { meetingAnswerStanding } from '#lib/domain/meeting/answer-standing.ts'
import type { MeetingChange } from '#lib/domain/meeting/meeting-change.ts'
import type { Standing } from '#lib/domain/receipt/standing.ts'
import { ownOf } from './answer-ends.ts'
import type { Database } from './database.ts'
import { loadAccountFacts } from './decision-accounts.ts'
import { loadMeetingFacts } from './decision-meetings.ts'
import { loadPlatform } from './platform.ts'

/** How each answer of one act in a meeting stands, in the order of its statement. */
export async function loadMeetingStandings(
  database: Database,
  meetingId: string,
  eventId: string,
  { at, digestOf }: Pick<Published, 'at' | 'digestOf'>,
): Promise<(Standing & { readonly purpose: string })[]> {
  const platform = await loadPlatform(database)
  const [facts] = await loadMeetingFacts(database.pool, [meetingId])
  const theirs = facts?.answers.filter((each) => each.eventId === eventId) ?? []
  const [first] = theirs
  if (facts === undefined || first === undefined)
    throw new Error(`table meeting_answer has nothing for event ${eventId}`)
  const { participants } = foldMeeting(facts, facts.changes)
  const account = participants.get(first.participant)?.account ?? null
  const accountIds = [...new Set([facts.accountId, account ?? facts.accountId])]
  const accounts = await loadAccountFacts(database.pool, accountIds)
  const host = accounts.find(({ id }) => id === facts.accountId)
  if (host === undefined) throw new Error(`table meeting names no account for ${meetingId}`)
  const own = ownOf(accounts, account, host.id)
  const answers = facts.answers.filter(
    (each) =>
      each.participant === first.participant &&
      (each.member === first.member || each.answer === 'leave_out'),
  )
  const published = { platform, at, digestOf }
  const cells = askedCells(published)
  const until = {
    endedAt: endOf(facts.changes),
    parties: { host, own, groups: facts.groupsOf(first.member ?? ''), endings: platform.endings },
    isStale: (yes: MeetingAnswerAct) => {
      const cell = cells.find(({ question }) => question.purpose === yes.purpose)
      return cell === undefined || isAnswerStale(yes, cell, published)
    },
  }
  return theirs.map((each) => ({
    purpose: each.purpose,
    ...meetingAnswerStanding(each, answers, until),
  }))
}

/** When the meeting ended; null while it goes on. */
function endOf(changes: readonly MeetingChange[]): Date | null {
  const ends = changes.filter(({ statement }) => statement.kind === 'ended')
  return ends.length === 0 ? null : new Date(Math.min(...ends.map(({ at }) => at.getTime())))
}
