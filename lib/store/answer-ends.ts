import type { AccountFacts } from '#lib/domain/decision/account-records.ts'
import { answerEnd, WIDENED, type AnswerEnd } from '#lib/domain/meeting/answer-end.ts'
import { isAnswerStale } from '#lib/domain/meeting/answer-stale.ts'
import type { MeetingParticipant } from '#lib/domain/meeting/fold-meeting.ts'
import { ownAnswers } from '#lib/domain/meeting/own-answers.ts'
import type { Moment } from './consents.ts'
import type { Database } from './database.ts'
import { loadAccountFacts } from './decision-accounts.ts'
import { loadAnswers } from './decision-meetings.ts'
import { loadGroupHistories } from './group-acts.ts'
import type { MeetingScene } from './meeting-scene.ts'

/** What ended the yes that somebody said last about a feature; null where it counts, and where there is none. */
export type AnswerEnds = (feature: string) => AnswerEnd | typeof WIDENED | null

/** Of one participant, read from the same acts as decisions are. */
export async function loadAnswerEnds(
  { pool }: Database,
  { stored: meeting, platform, cells }: MeetingScene,
  { participant, account, member }: MeetingParticipant,
  { at, digestOf }: Pick<Moment, 'at' | 'digestOf'>,
): Promise<AnswerEnds> {
  const said = await loadAnswers(pool, [meeting.id], [participant])
  const answers = ownAnswers(said, (each) => each.member === member)
  if (answers.every(({ answer }) => answer === 'leave_out')) return () => null
  const hostId = meeting.accountId
  const accounts = await loadAccountFacts(pool, [...new Set([hostId, account ?? hostId])])
  const host = accounts.find(({ id }) => id === hostId)
  if (host === undefined) throw new Error(`table meeting names no account for ${meeting.id}`)
  const own = ownOf(accounts, account, hostId)
  const groupsOf = await loadGroupHistories(pool, member === null ? [] : [member])
  const parties = { host, own, groups: groupsOf(member ?? ''), endings: platform.endings }
  return (feature) => {
    const last = answers.findLast(({ purpose }) => purpose === feature)
    if (last?.answer !== 'include') return null
    const end = answerEnd(last, parties)
    const cell = cells.get(feature)
    if (end !== null || cell === undefined) return end
    return isAnswerStale(last, cell, { platform, at, digestOf }) ? WIDENED : null
  }
}

/** Null for a guest, and for whoever is of the account that hosts. */
export function ownOf(
  accounts: readonly AccountFacts[],
  account: string | null,
  hostId: string,
): AccountFacts | null {
  return account === hostId ? null : (accounts.find(({ id }) => id === account) ?? null)
}
