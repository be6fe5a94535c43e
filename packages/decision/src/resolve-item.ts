import type { AnswerCode, AnswerReason } from './answer-reason.ts'
import { ceilingVotes, type Ceiling } from './ceiling.ts'
import { memberVote, type ConsentStatus } from './consent-status.ts'
import type { Opinion } from './opinion.ts'
import { consentedCode, type Regime } from './participant.ts'
import { accountVote, groupVotes, type Permission } from './permission.ts'
import { addTo, opinionIn, reasonsOf, strictestCode, type Tally } from './tally.ts'

/** What an account holds about sharing one category for one purpose; of derived data, about each of its sources. */
export type SharingParty = {
  readonly permissions: readonly (Permission | null)[]
  readonly regime: Regime
}

/** Somebody who can be heard, seen or read in an item. Lists are one for each source of its category. */
export type ContributorFacts = {
  readonly party: 'own' | 'other' | 'guest' | 'unidentified'
  /** Null for a guest and for whoever is not identified. */
  readonly account: SharingParty | null
  readonly groups: readonly (Permission | null)[]
  readonly standings: readonly ConsentStatus[]
  /** Of the terms that each of their yeses was given under. */
  readonly consented: readonly Ceiling[]
  readonly isMinor: boolean
}

export type ItemQuestion = {
  /** Of the terms in force, for every source. */
  readonly ceilings: readonly Ceiling[]
  /** The account whose meeting, recording or content it is. */
  readonly host: SharingParty
  readonly isClosedByLabel: boolean
  readonly isForMinors: boolean
  /** What `contributorCode` found of each; null is a yes. */
  readonly contributors: readonly (AnswerCode | null)[]
}

export type ItemResolution = {
  readonly decision: 'permit' | 'deny'
  readonly opinion: Opinion
  /** Empty exactly when it permits. */
  readonly reasons: readonly AnswerReason[]
}

/**
 * May one item be shared? Everybody in it and every account of theirs must have said yes. No mode, no
 * other ground, no switch of a meeting and no state of a feature is read here.
 */
export function resolveItem(question: ItemQuestion): ItemResolution {
  const tally: Tally = new Map()
  const votes = [...ceilingVotes(question.ceilings), ...question.host.permissions.map(accountVote)]
  const codes = votes.flatMap((vote) => (vote.opinion === 'GRANT' ? [] : [vote.code as AnswerCode]))
  if (question.host.permissions.length === 0) codes.push('ACCOUNT_UNSET')
  if (question.isClosedByLabel) codes.push('LABEL_FORBIDS')
  if (question.isForMinors) codes.push('MINORS_NEVER_SHARE')
  for (const code of new Set([...codes, ...regimeCodes(question.host)])) addTo(tally, code)
  for (const code of question.contributors) if (code !== null) addTo(tally, code)
  if (question.contributors.length === 0) addTo(tally, 'NO_CONTRIBUTORS')
  const opinion = opinionIn(tally)
  return {
    decision: opinion === 'GRANT' ? 'permit' : 'deny',
    opinion,
    reasons: reasonsOf(tally),
  }
}

/** Why an item with this person in it must not be shared; null where it may be. Never a yes for a guest. */
export function contributorCode(contributor: ContributorFacts): AnswerCode | null {
  const { party, account, standings, consented, isMinor } = contributor
  if (party === 'guest') return isMinor ? 'MINORS_NEVER_SHARE' : 'GUEST_NEVER_SHARES'
  if (party === 'unidentified' || account === null) return 'PARTICIPANT_UNIDENTIFIED'
  return strictestCode([
    ...(isMinor ? (['MINORS_NEVER_SHARE'] as const) : []),
    ...regimeCodes(account),
    ...consented.flatMap((ceiling, i) => (standings[i] === 'given' ? consentedCode(ceiling) : [])),
    ...accountCodes(contributor),
    // Who has no standing on a source has not said yes about it.
    ...(standings.length === 0 ? (['MEMBER_UNDECIDED'] as const) : []),
    ...standings.flatMap((standing) => standingCodes(party, standing)),
  ])
}

function regimeCodes({ regime }: SharingParty): readonly AnswerCode[] {
  switch (regime) {
    case 'minors':
      return ['MINORS_NEVER_SHARE']
    case 'healthcare':
      return ['HEALTHCARE_NEVER_SHARES']
    case 'none':
      return []
  }
}

/** The host account's permission is the item's; here its groups, and all of another account's levels. */
function accountCodes({ party, account, groups }: ContributorFacts): readonly AnswerCode[] {
  const locks = groupVotes(groups).flatMap((vote) => (vote.opinion === 'GRANT' ? [] : [vote.code]))
  if (party === 'own' || account === null) return locks
  if (locks.length > 0 || account.permissions.includes('off')) return ['OTHER_ACCOUNT_OFF']
  const hasPermitted = account.permissions.length > 0 && !account.permissions.includes(null)
  return hasPermitted ? [] : ['OTHER_ACCOUNT_UNSET']
}

/** Of another account's people it is said that they are out, and not what they did. */
function standingCodes(party: 'own' | 'other', standing: ConsentStatus): readonly AnswerCode[] {
  const vote = memberVote(standing)
  if (vote.opinion === 'GRANT') return []
  if (party === 'own') return [vote.code]
  return [vote.opinion === 'DENY' ? 'PARTICIPANT_REFUSED' : 'PARTICIPANT_NOT_ANSWERED']
}
