import { ceilingVotes, type Ceiling } from './ceiling.ts'
import { memberObjection, memberVote, type ConsentStatus, type Ground } from './consent-status.ts'
import { decide, type Decision, type Vote } from './decide.ts'
import { accountVote, groupVotes, type Permission } from './permission.ts'

/** Features and sharing are two questions: nothing that answers one is read for the other. */
export type PurposeKind = 'feature' | 'sharing'

/** One purpose, and for sharing one category, for one member of one account. */
export type AccountQuestion = {
  readonly kind: PurposeKind
  /** Of every terms version in force and of those the member consented under. */
  readonly ceilings: readonly Ceiling[]
  /** What the account permits; null when it has said nothing, which permits nothing. */
  readonly account: Permission | null
  /** What each of the member's groups permits; null says nothing and is skipped. */
  readonly groups: readonly (Permission | null)[]
  /** For features only; sharing rests on consent whatever stands here. */
  readonly ground: Ground
  readonly member: ConsentStatus
}

/**
 * May this purpose be used on this member, as far as one account decides it: the terms, the account,
 * its groups and the member, combined by minimum.
 */
export function resolveWithinAccount(question: AccountQuestion): Decision {
  return decide(votesWithinAccount(question))
}

/** The votes behind the answer, for a question in which more than one account has a say. */
export function votesWithinAccount(question: AccountQuestion): readonly Vote[] {
  return [
    ...ceilingVotes(question.ceilings),
    accountVote(question.account),
    ...groupVotes(question.groups),
    ...ownVotes(question),
  ]
}

function ownVotes({ kind, ground, member }: AccountQuestion): readonly Vote[] {
  if (kind === 'feature' && ground === 'other_ground') return memberObjection(member)
  return [memberVote(member)]
}
