import {
  resolveWithinAccount,
  SHOWN_FROM,
  type AccountQuestion,
  type Permission,
} from '@assent/decision'
import { mayAsk, type AskingMode } from './asking.ts'
import type { Instant } from './instant.ts'
import { nextStatus, type ConsentStatus } from './status.ts'

export { shownCount, type ShownCount } from '@assent/decision'

/** What an admin is about to save for one purpose and category. */
export type PermissionChange = {
  readonly permission: Permission
  /** Null where it is turned off: there is nothing to ask. */
  readonly asking: AskingMode | null
  readonly at: Instant
}

/** One member as the change finds them: the question as it resolves now, and when they were last asked. */
export type MemberNow = {
  readonly question: AccountQuestion
  readonly askedAt: Instant | null
}

/** Numbers of people, unmasked: for the rule, never for a screen. */
export type PermissionImpact = {
  readonly members: number
  /** Whose yes ends, and will not come back by itself. */
  readonly yesesEnding: number
  readonly membersToAsk: number
  /** For whom it may be used now, and after. */
  readonly permittedBefore: number
  readonly permittedAfter: number
}

/** What a change would do, before it is saved. It says what the resolution will answer, by asking it. */
export function permissionImpact(
  change: PermissionChange,
  members: readonly MemberNow[],
): PermissionImpact {
  const after = members.map((member) => changed(change, member))
  return {
    members: members.length,
    yesesEnding: count(members, ({ question }) => isYesEnded(question.member, change.permission)),
    membersToAsk: count(after, (member) => isAsked(change, member)),
    permittedBefore: count(members, isPermitted),
    permittedAfter: count(after, isPermitted),
  }
}

/** Does it stop for everyone for whom it is used today? */
export function stops(impact: PermissionImpact): boolean {
  return impact.permittedBefore > 0 && impact.permittedAfter === 0
}

/** A number of people of all accounts together, as the operator may see it; null is fewer than five, none too. */
export function countForOperator(count: number): number | null {
  return count < SHOWN_FROM ? null : count
}

function changed(change: PermissionChange, { question, askedAt }: MemberNow): MemberNow {
  const ground = change.asking === 'other_ground' ? 'other_ground' : 'consent'
  return {
    askedAt,
    question: {
      ...question,
      account: change.permission,
      ground: change.asking === null ? question.ground : ground,
      member: nextStatus(question.member, change.permission),
    },
  }
}

function isAsked(change: PermissionChange, { question, askedAt }: MemberNow): boolean {
  if (change.asking !== 'ask_now' || change.permission !== 'members_decide') return false
  const isOffered = question.ceilings.every((ceiling) => ceiling === 'open')
  if (!isOffered || question.groups.includes('off')) return false
  return mayAsk(question.kind, { status: question.member, askedAt }, change.at)
}

function isPermitted({ question }: MemberNow): boolean {
  return resolveWithinAccount(question).decision === 'permit'
}

/** A yes that has run out ended before; one that has gone stale is still theirs to confirm, until now. */
function isYesEnded(status: ConsentStatus, permission: Permission): boolean {
  const isYes = status === 'given' || status === 'stale'
  return isYes && nextStatus(status, permission) === 'revoked'
}

function count<T>(items: readonly T[], matches: (item: T) => boolean): number {
  return items.filter(matches).length
}
