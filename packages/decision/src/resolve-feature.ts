import type { AnswerCode, AnswerReason } from './answer-reason.ts'
import { ceilingVotes, type Ceiling } from './ceiling.ts'
import { modeOfParty, strictestMode, type FeatureMode } from './feature-mode.ts'
import type { Opinion } from './opinion.ts'
import { participantCode, type ParticipantFacts, type PartyFacts } from './participant.ts'
import { accountVote, groupVotes, type Permission } from './permission.ts'
import { addTo, opinionIn, reasonsOf, type Tally } from './tally.ts'

/** One feature in one meeting, with everybody who is there. */
export type FeatureQuestion = {
  /** Of the terms in force. */
  readonly ceilings: readonly Ceiling[]
  /** One of its inputs is never taken on silence, such as a voiceprint. */
  readonly needsConsent: boolean
  readonly host: PartyFacts
  /** Of the groups of the member who hosts; null says nothing. */
  readonly hostGroups: readonly (Permission | null)[]
  readonly isHostPresent: boolean
  /** The host's own switch; null where it has not been touched. */
  readonly switch: 'on' | 'off' | null
  /** Its label, such as HR or medical, rules out every feature. */
  readonly isClosedByLabel: boolean
  readonly isForMinors: boolean
  /** Can the platform keep one person's part out of every input of the feature? */
  readonly canLeaveOut: boolean
  readonly participants: readonly ParticipantFacts[]
}

export type FeatureResolution = {
  readonly decision: 'permit' | 'deny'
  readonly opinion: Opinion
  readonly mode: FeatureMode
  /** Why it may not run; where it may, why some are left out. Empty exactly when everyone is in. */
  readonly reasons: readonly AnswerReason[]
  readonly present: number
  /** How many of them have nothing against them. A number for the rule: what a host reads is masked. */
  readonly included: number
  /** By the platform's ids, in one order; all empty where it may not run. */
  readonly leftOut: readonly string[]
  /** Of those, who may only listen until they answer. */
  readonly listening: readonly string[]
  /** Who is to be shown the notice, first of all. */
  readonly untold: readonly string[]
}

/**
 * May the feature run in the meeting, and on whom? The terms, the regime, the host's account, its groups
 * and the host's switch decide whether it runs at all; by the mode in force each participant decides
 * that too, or only about their own part. A no is never overridden, in any mode.
 */
export function resolveFeature(question: FeatureQuestion): FeatureResolution {
  const mode = modeInForce(question)
  const against = meetingTally(question)
  const silence = { passes: mode === 'tell-and-object', needsConsent: question.needsConsent }
  const left = question.participants.flatMap((participant): Left[] => {
    const code = participantCode(participant, silence)
    return code === null ? [] : [{ participant, code }]
  })
  if (question.participants.length === 0) addTo(against, 'NO_VOTERS')
  if (mode === 'everyone-agrees') for (const { code } of left) addTo(against, code)
  else if (against.size === 0 && left.length === question.participants.length)
    addTo(against, 'NOBODY_INCLUDED')
  return against.size > 0 ? denied(question, mode, against, left) : permitted(question, mode, left)
}

type Left = { readonly participant: ParticipantFacts; readonly code: AnswerCode }

/**
 * The strictest party's mode. Where somebody is in a place whose law wants everyone's consent, or the
 * platform cannot leave a person out, everyone must agree. An unknown place is such a place only where
 * the policy of a party says so.
 */
function modeInForce({ host, canLeaveOut, participants }: FeatureQuestion): FeatureMode {
  if (!canLeaveOut) return 'everyone-agrees'
  const accounts = participants.flatMap(({ party, account }) =>
    party === 'other' && account !== null ? [account] : [],
  )
  const isUnknownStrict = [host, ...accounts].some((party) => party.isUnknownPlaceStrict)
  const isStrict = participants.some(
    ({ place }) => place === 'everyone_agrees' || (place === 'unknown' && isUnknownStrict),
  )
  if (isStrict) return 'everyone-agrees'
  // Another party's ground never speaks for the host's people: without one of the host's own they are asked.
  const own = modeOfParty(host.mode, host.ground) ?? 'leave-out'
  return strictestMode([own, ...accounts.map(({ mode, ground }) => modeOfParty(mode, ground))])
}

function meetingTally(question: FeatureQuestion): Tally {
  const tally: Tally = new Map()
  const votes = [
    ...ceilingVotes(question.ceilings),
    accountVote(question.host.permission),
    ...groupVotes(question.hostGroups),
  ]
  for (const code of new Set(
    votes.flatMap((vote) => (vote.opinion === 'GRANT' ? [] : [vote.code])),
  ))
    addTo(tally, code)
  for (const code of regimeCodes(question)) addTo(tally, code)
  if (question.switch === 'off') addTo(tally, 'MEETING_OFF')
  // Without one nobody can be asked about it, or stop it.
  if (!question.isHostPresent) addTo(tally, 'NO_HOST')
  return tally
}

function regimeCodes({ host, isClosedByLabel, isForMinors }: FeatureQuestion): AnswerCode[] {
  const codes: AnswerCode[] = []
  if (isClosedByLabel) codes.push('LABEL_FORBIDS')
  if (host.isRuledOut) codes.push('SETTING_FORBIDS')
  const isSchool = isForMinors || host.regime === 'minors'
  if (isSchool && !host.isAuthorised) codes.push('MINORS_NOT_AUTHORISED')
  if (host.regime === 'healthcare' && !host.isAuthorised) codes.push('HEALTHCARE_NOT_AUTHORISED')
  return codes
}

function denied(
  { participants }: FeatureQuestion,
  mode: FeatureMode,
  against: Tally,
  left: readonly Left[],
): FeatureResolution {
  // Who is left out stands in the way only where that leaves nobody.
  if (against.has('NOBODY_INCLUDED')) for (const { code } of left) addTo(against, code)
  return {
    decision: 'deny',
    opinion: opinionIn(against),
    mode,
    reasons: reasonsOf(against),
    present: participants.length,
    included: participants.length - left.length,
    leftOut: [],
    listening: [],
    untold: [],
  }
}

function permitted(
  { participants }: FeatureQuestion,
  mode: FeatureMode,
  left: readonly Left[],
): FeatureResolution {
  const tally: Tally = new Map()
  for (const { code } of left) addTo(tally, code)
  const waits = mode === 'listen-until-answered'
  return {
    decision: 'permit',
    opinion: 'GRANT',
    mode,
    reasons: reasonsOf(tally),
    present: participants.length,
    included: participants.length - left.length,
    leftOut: inOrder(left.map(({ participant }) => participant)),
    listening: waits ? inOrder(left.filter(isUnanswered).map((each) => each.participant)) : [],
    untold: inOrder(participants.filter(({ isTold }) => !isTold)),
  }
}

/** Who cannot be asked has nothing to wait for: they are left out, and not silenced. */
function isUnanswered({ code, participant }: Left): boolean {
  return participant.canBeAsked && UNANSWERED.has(code)
}

const UNANSWERED: ReadonlySet<AnswerCode> = new Set([
  'MEMBER_REVOKED',
  'MEMBER_UNDECIDED',
  'MEMBER_NOT_ANSWERED',
  'CONSENT_EXPIRED',
  'CONSENT_STALE',
  'PARTICIPANT_NOT_ASKED',
  'PARTICIPANT_NOT_ANSWERED',
  'PARTICIPANT_NOT_TOLD',
])

/** By the platform's ids: whoever came first, the list reads the same. */
function inOrder(participants: readonly ParticipantFacts[]): readonly string[] {
  return participants.map(({ id }) => id).sort()
}
