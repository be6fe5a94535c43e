import type { Vote } from './decide.ts'

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
  const vote = VOTES[status] as Vote | undefined
  if (vote !== undefined) return vote
  throw new TypeError(`unknown status ${JSON.stringify(status)}`)
}

/**
 * The person's vote where a feature runs on another ground: an objection is a no, and silence is no
 * vote at all. A yes is counted as it is.
 */
export function memberObjection(status: ConsentStatus): readonly Vote[] {
  const vote = memberVote(status)
  return vote.opinion === 'UNSET' ? [] : [vote]
}

const VOTES: Readonly<Record<ConsentStatus, Vote>> = {
  given: { level: 'member', opinion: 'GRANT' },
  undecided: { level: 'member', opinion: 'UNSET', code: 'MEMBER_UNDECIDED' },
  requested: { level: 'member', opinion: 'UNSET', code: 'MEMBER_NOT_ANSWERED' },
  refused: { level: 'member', opinion: 'DENY', code: 'MEMBER_REFUSED' },
  withdrawn: { level: 'member', opinion: 'DENY', code: 'MEMBER_WITHDREW' },
  revoked: { level: 'member', opinion: 'UNSET', code: 'MEMBER_REVOKED' },
  expired: { level: 'member', opinion: 'UNSET', code: 'CONSENT_EXPIRED' },
  stale: { level: 'member', opinion: 'UNSET', code: 'CONSENT_STALE' },
}
