import { basicsOf, unanswered, whyNotNow } from './answer-parts.ts'
import type { AnswerCode } from './answer-reason.ts'
import type { Answer } from './answer.ts'
import { ceilingAt } from './evaluate-member.ts'
import { itemSentence } from './host-sentence.ts'
import { isClosed } from './meeting-facts.ts'
import type { AccountState, MeetingState, ParticipantState, Plan } from './snapshot-parts.ts'
import { planOf } from './plan.ts'
import type { Contributor, Item, ItemToShare } from './question.ts'
import { contributorCode, resolveItem, type SharingParty } from './resolve-item.ts'
import type { Snapshot } from './snapshot.ts'
import { consentedCeiling, standingAt, standingUntil } from './standing.ts'
import { changesAfter } from './timeline.ts'

/** May the item be shared for the purpose, with everybody who is in it? */
export function evaluateItem(snapshot: Snapshot, question: ItemToShare, now: number): Answer {
  const { purpose, item } = question
  const found = findItem(snapshot, question, now)
  if (typeof found === 'string') return unanswered(snapshot, purpose, found, now)
  const { plan, host, meeting } = found
  const scene: Scene = { snapshot, plan, host, meeting, now, changesAt: Infinity }
  const { decision, opinion, reasons } = resolveItem({
    ceilings: plan.questions.map((each) => ceilingAt(each, now)),
    host: sharingParty(scene, host),
    isClosedByLabel: isClosedItem(scene, item),
    isForMinors: item.isForMinors === true || meeting?.isForMinors === true,
    contributors: item.contributors.map((each) => codeOf(scene, each)),
  })
  const changes = plan.questions.map((each) => changesAfter(each.ceilings ?? [], now))
  return {
    decision,
    opinion,
    purpose,
    mode: null,
    categories: decision === 'permit' ? plan.permitted : plan.denied,
    reasons,
    ...basicsOf(snapshot, 'sharing', now, Math.min(scene.changesAt, ...changes)),
    roster: null,
    obligations: [],
    sentence: itemSentence(plan.purpose.title, reasons),
  }
}

type Found = {
  readonly plan: Plan
  readonly host: AccountState
  readonly meeting: MeetingState | null
}

function findItem(
  snapshot: Snapshot,
  { purpose, item }: ItemToShare,
  now: number,
): Found | AnswerCode {
  const plan = planOf(snapshot, purpose, item.category)
  if (typeof plan === 'string') return plan
  const why = whyNotNow(snapshot, 'sharing', now)
  if (why !== null) return why
  const host = snapshot.accountOf(item.account)
  if (host === null) return 'UNKNOWN_ACCOUNT'
  if (item.meeting === undefined || item.meeting === null) return { plan, host, meeting: null }
  // It is of the account whose meeting it was: no other account's meeting is found.
  const meeting = snapshot.meetingOf(item.meeting, item.account)
  return meeting === null ? 'UNKNOWN_MEETING' : { plan, host, meeting }
}

type Scene = Found & { readonly snapshot: Snapshot; readonly now: number; changesAt: number }

function isClosedItem({ snapshot, meeting }: Scene, { label }: Item): boolean {
  return isClosed(snapshot, label ?? null) || isClosed(snapshot, meeting?.label ?? null)
}

function sharingParty({ plan }: Scene, account: AccountState): SharingParty {
  return {
    permissions: plan.questions.map(
      ({ number }) => account.permissions[number]?.permission ?? null,
    ),
    regime: account.regime,
  }
}

function codeOf(scene: Scene, contributor: Contributor): AnswerCode | null {
  if ('guest' in contributor) return 'GUEST_NEVER_SHARES'
  if ('member' in contributor) return memberCode(scene, contributor, null)
  const participant = scene.meeting?.participants.get(contributor.participant)
  if (participant === undefined) return 'PARTICIPANT_UNIDENTIFIED'
  const { account, member, device, isSeveral } = participant
  // A room speaks for people whom nobody knows; so does an id that was several people's, of what came by it.
  if (device === 'room' || isSeveral) return 'PARTICIPANT_UNIDENTIFIED'
  if (account === null && member === null) return 'GUEST_NEVER_SHARES'
  if (account === null || member === null) return 'PARTICIPANT_UNIDENTIFIED'
  return memberCode(scene, { account, member }, participant)
}

function memberCode(
  scene: Scene,
  { account: accountId, member }: { readonly account: string; readonly member: string },
  participant: ParticipantState | null,
): AnswerCode | null {
  const { snapshot, plan, host, now } = scene
  const account = snapshot.accountOf(accountId)
  const row = account === null ? null : snapshot.members.find(account.number, member)
  if (account === null || row === null) return 'PARTICIPANT_UNIDENTIFIED'
  for (const each of plan.questions)
    scene.changesAt = Math.min(scene.changesAt, standingUntil(each, row))
  return contributorCode({
    party: account === host ? 'own' : 'other',
    account: sharingParty(scene, account),
    groups: plan.questions.flatMap(({ number }) =>
      snapshot.members.groupsOf(row).map((group) => account.groups.get(group)?.[number] ?? null),
    ),
    standings: plan.questions.map((each) => standingAt(each, row, now)),
    consented: plan.questions.map((each) => consentedCeiling(each, row)),
    isMinor: participant?.isMinor === true || snapshot.members.isMinor(row) === true,
  })
}
