import { whyNotNow } from './answer-parts.ts'
import type { Answer } from './answer.ts'
import type { AccountState } from './snapshot-parts.ts'
import type { Contributor, FeatureInMeeting, ItemToShare, Question } from './question.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * The same answer, saying until when it is only watched where every account that it is about only watches. One
 * that holds to decisions is not overruled by another that does not, so a further party never lifts anything.
 */
export function withObservation(
  snapshot: Snapshot,
  question: Question,
  answer: Answer,
  now: number,
): Answer {
  if (snapshot.observing.size === 0) return answer
  const kind = snapshot.purposes.get(question.purpose)?.kind ?? 'sharing'
  // It may have ended since.
  if (whyNotNow(snapshot, kind, now) !== null) return answer
  const until = observedUntil(partiesOf(snapshot, question), now)
  if (until === null) return answer
  return { ...answer, observedUntil: until, validUntil: Math.min(answer.validUntil, until) }
}

type Party = AccountState | null

function observedUntil(parties: readonly Party[], now: number): number | null {
  const untils = parties.map((party) => party?.observedUntil ?? -Infinity)
  const first = Math.min(...untils)
  return untils.length > 0 && first > now ? first : null
}

/** Null among them is an account that is not known. */
function partiesOf(snapshot: Snapshot, question: Question): readonly Party[] {
  switch (question.kind) {
    case 'member':
      return [snapshot.accountOf(question.account)]
    case 'feature':
      return inMeeting(snapshot, question)
    case 'item':
      return inItem(snapshot, question)
    default:
      return []
  }
}

/** Guests are the host's. */
function inMeeting(snapshot: Snapshot, question: FeatureInMeeting): readonly Party[] {
  const meeting = snapshot.meetingOf(question.meeting, question.account ?? null)
  if (meeting === null) return []
  const there = [...meeting.participants.values()].filter(({ isPresent }) => isPresent)
  const accounts = new Set([meeting.account, ...there.flatMap(({ account }) => account ?? [])])
  return [...accounts].map((id) => snapshot.accountOf(id))
}

function inItem(snapshot: Snapshot, { item }: ItemToShare): readonly Party[] {
  const meeting =
    item.meeting === undefined || item.meeting === null
      ? null
      : snapshot.meetingOf(item.meeting, item.account)
  const accountOf = (contributor: Contributor): readonly string[] => {
    if ('guest' in contributor) return []
    if ('member' in contributor) return [contributor.account]
    const account = meeting?.participants.get(contributor.participant)?.account ?? null
    return account === null ? [] : [account]
  }
  const accounts = new Set([item.account, ...item.contributors.flatMap(accountOf)])
  return [...accounts].map((id) => snapshot.accountOf(id))
}
