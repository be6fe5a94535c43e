import { addDuration } from '#lib/domain/consent/instant.ts'
import type { Role } from '#lib/domain/ledger/act.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { mayManageMembers, type Principal } from './principal.ts'

/** Whoever is to be erased, as far as the rule needs it. */
export type Erasable = {
  readonly accountId: string
  readonly role: Role
  /** How many others are owners of the account. */
  readonly otherOwners: number
}

export type ErasureObstacle = 'owner_by_owner_only' | 'last_owner'
export type ErasureRefusal = 'forbidden' | 'member_unknown' | ErasureObstacle

/**
 * Whether this caller erases this member: owners and admins in their own account, the operator in any.
 * Who erases oneself does it under the same rule. An account keeps an owner: without one nobody in it
 * could name another.
 */
export function mayErase(principal: Principal, member: Erasable): Result<void, ErasureRefusal> {
  if (!mayManageMembers(principal)) return fail('forbidden')
  if (principal.kind === 'member' && principal.accountId !== member.accountId)
    return fail('member_unknown')
  if (member.role !== 'owner') return ok(undefined)
  if (principal.kind === 'member' && principal.role !== 'owner') return fail('owner_by_owner_only')
  return member.otherOwners === 0 ? fail('last_owner') : ok(undefined)
}

/** Thrown where a member's act was on its way while they were erased: nothing of it is stored. */
export class MemberErased extends Error {
  constructor() {
    super('the member was erased meanwhile')
  }
}

/** Until when sealed evidence is kept: from the erasure on, for a period in ISO 8601 such as P3Y. */
export function keepUntil(erasedAt: Date, period: string): Date {
  return new Date(addDuration(erasedAt.toISOString(), period))
}

/** A person asks, and is answered within one month (GDPR, Article 12(3)). */
export function answerDue(askedAt: Date): Date {
  return new Date(addDuration(askedAt.toISOString(), 'P1M'))
}
