import type { Vote } from './decide.ts'
import type { Opinion } from './opinion.ts'
import type { ReasonCode } from './reason.ts'

/**
 * What a person's acts on one purpose and category add up to. Words of W3C DPV 2.3: `withdrawn` is
 * by the person, `revoked` by another's act.
 */
export type ConsentStatus = (typeof CONSENT_STATUSES)[number]

export const CONSENT_STATUSES = [
  'undecided',
  'requested',
  'given',
  'refused',
  'withdrawn',
  'revoked',
  'expired',
  'stale',
] as const

/**
 * On what a feature runs for the account's own members: their consent, or another ground that the
 * account has recorded. Never for sharing.
 */
export type Ground = 'consent' | 'other_ground'

/** The person's own vote. Only `given` is a yes; a no is a DENY; everything else is UNSET. */
export function memberVote(status: ConsentStatus): Vote {
  if (status === 'given') return { level: 'member', opinion: 'GRANT' }
  return { level: 'member', ...NOT_A_YES[status] }
}

/**
 * The person's vote where a feature runs on another ground: an objection is a no, and silence is no
 * vote at all. A yes is counted as it is.
 */
export function memberObjection(status: ConsentStatus): readonly Vote[] {
  const vote = memberVote(status)
  return vote.opinion === 'UNSET' ? [] : [vote]
}

const NOT_A_YES: Readonly<
  Record<
    Exclude<ConsentStatus, 'given'>,
    { readonly opinion: Exclude<Opinion, 'GRANT'>; readonly code: ReasonCode }
  >
> = {
  undecided: { opinion: 'UNSET', code: 'MEMBER_UNDECIDED' },
  requested: { opinion: 'UNSET', code: 'MEMBER_NOT_ANSWERED' },
  refused: { opinion: 'DENY', code: 'MEMBER_REFUSED' },
  withdrawn: { opinion: 'DENY', code: 'MEMBER_WITHDREW' },
  revoked: { opinion: 'UNSET', code: 'MEMBER_REVOKED' },
  expired: { opinion: 'UNSET', code: 'CONSENT_EXPIRED' },
  stale: { opinion: 'UNSET', code: 'CONSENT_STALE' },
}
