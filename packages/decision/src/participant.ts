import type { AnswerCode } from './answer-reason.ts'
import type { Ceiling } from './ceiling.ts'
import { memberVote, type ConsentStatus, type Ground } from './consent-status.ts'
import type { FeatureMode } from './feature-mode.ts'
import type { Permission } from './permission.ts'
import { strictestCode } from './tally.ts'

/** What an account holds about one feature: the host's, or that of somebody who takes part. */
export type PartyFacts = {
  /** In its own meetings; null has said nothing. */
  readonly permission: Permission | null
  /** For its people in other organisations' meetings; null has said nothing. */
  readonly elsewhere: Permission | null
  /** As recorded, for the side that is asked: its own meetings, or other organisations'. */
  readonly mode: FeatureMode | null
  readonly ground: Ground
  readonly regime: Regime
  /** A school's authorisation, or the agreement on health data, is recorded for the feature. */
  readonly isAuthorised: boolean
  /** The feature may never run on people in its setting, such as reading emotions at work (AI Act 5(1)(f)). */
  readonly isRuledOut: boolean
  /** Its policy: whoever is in an unknown place counts as in one where everyone must agree. */
  readonly isUnknownPlaceStrict: boolean
}

export type Regime = 'none' | 'minors' | 'healthcare'

/** Somebody who is in the meeting now, as far as one feature is concerned. */
export type ParticipantFacts = {
  /** The platform's own id, opaque. */
  readonly id: string
  /** Of the account that hosts, of another, a guest of none, or of one that is not known. */
  readonly party: 'own' | 'other' | 'guest' | 'unidentified'
  /** Null for a guest and for whoever is not identified. */
  readonly account: PartyFacts | null
  readonly groups: readonly (Permission | null)[]
  /** Where their own account has them standing; undecided for a guest. */
  readonly standing: ConsentStatus
  /** Does what they said yes to speak of other organisations' meetings as well? */
  readonly isStandingForElsewhere: boolean
  /** Of the terms that their yes was given under. */
  readonly consented: Ceiling
  /** What they said in this meeting, after the last time it was turned off above them. */
  readonly answer: 'include' | 'leave_out' | null
  readonly device: 'client' | 'phone' | 'room'
  readonly canBeAsked: boolean
  readonly place: 'everyone_agrees' | 'open' | 'unknown'
  readonly isMinor: boolean
  /** The feature's notice was shown to them. */
  readonly isTold: boolean
}

/** What silence counts for. */
export type Silence = {
  /** It is no vote, for the host account's own people who were told. */
  readonly passes: boolean
  /** Nobody's is ever taken, a child's under a school's authorisation neither. */
  readonly needsConsent: boolean
}

/**
 * Why a participant's part must not be taken in; null where it may be. The minimum over their account,
 * its groups and themselves: a no in their own account binds wherever they go, and no yes in the
 * meeting lifts it.
 */
export function participantCode(
  participant: ParticipantFacts,
  silence: Silence,
): AnswerCode | null {
  const codes: AnswerCode[] = []
  addRegime(codes, participant)
  // Until they answer again, the stricter of two texts governs.
  if (participant.standing === 'given' && participant.consented !== 'open')
    codes.push(...consentedCode(participant.consented))
  const account = accountCode(participant)
  if (account !== null) codes.push(account)
  const own = ownCode(participant, silence)
  if (own !== null) codes.push(own)
  return codes.length < 2 ? (codes[0] ?? null) : strictestCode(codes)
}

function addRegime(codes: AnswerCode[], { party, account, isMinor }: ParticipantFacts): void {
  if (isMinor && account?.isAuthorised !== true) codes.push('MINORS_NOT_AUTHORISED')
  if (account === null) return
  if (account.isRuledOut) codes.push('SETTING_FORBIDS')
  if (party === 'other' && account.regime === 'healthcare' && !account.isAuthorised)
    codes.push('HEALTHCARE_NOT_AUTHORISED')
}

/** What a ceiling stands in the way with. */
export function consentedCode(consented: Ceiling): readonly AnswerCode[] {
  switch (consented) {
    case 'ended':
      return ['PURPOSE_ENDED']
    case 'forbidden':
      return ['TERMS_PROHIBIT']
    case 'no_choice':
      return ['TERMS_NO_CHOICE']
    case 'open':
      return []
  }
}

/** The host account's permission is the meeting's; here its groups, and all of another account's levels. */
function accountCode({ party, account, groups }: ParticipantFacts): AnswerCode | null {
  const isGroupOff = groups.includes('off')
  if (party === 'own') return isGroupOff ? 'GROUP_OFF' : null
  if (account === null) return null
  const isOff = isGroupOff || account.permission === 'off' || account.elsewhere === 'off'
  if (isOff) return 'OTHER_ACCOUNT_OFF'
  return account.elsewhere === 'members_decide' ? null : 'OTHER_ACCOUNT_UNSET'
}

function ownCode(participant: ParticipantFacts, silence: Silence): AnswerCode | null {
  const { party, device, isMinor } = participant
  if (party === 'unidentified') return 'PARTICIPANT_UNIDENTIFIED'
  const refusal = refusalCode(participant)
  if (refusal !== null) return refusal
  if (device === 'room') return 'PARTICIPANT_IS_A_ROOM'
  // A child's yes is not theirs alone to give: the authorisation is, and they may still object.
  if (isMinor) return silence.needsConsent ? 'MINORS_NOT_AUTHORISED' : toldCode(participant)
  if (hasSaidYes(participant)) return null
  const isNoVote = silence.passes && !silence.needsConsent && party === 'own'
  return isNoVote ? toldCode(participant) : silentCode(participant)
}

function refusalCode({ party, standing, answer }: ParticipantFacts): AnswerCode | null {
  if (answer === 'leave_out') return 'PARTICIPANT_REFUSED'
  const vote = memberVote(standing)
  if (vote.opinion !== 'DENY') return null
  return party === 'own' ? vote.code : 'PARTICIPANT_REFUSED'
}

function toldCode({ isTold }: ParticipantFacts): AnswerCode | null {
  return isTold ? null : 'PARTICIPANT_NOT_TOLD'
}

/** A yes is to one's own organisation's meetings, unless the notice said that it is to others' too. */
function hasSaidYes({
  party,
  standing,
  isStandingForElsewhere,
  answer,
}: ParticipantFacts): boolean {
  if (answer === 'include') return true
  return standing === 'given' && (party === 'own' || isStandingForElsewhere)
}

function silentCode({ party, standing, canBeAsked, isTold }: ParticipantFacts): AnswerCode {
  if (!canBeAsked) return 'PARTICIPANT_CANNOT_BE_ASKED'
  const vote = memberVote(standing)
  if (party === 'own' && vote.opinion !== 'GRANT') return vote.code
  return isTold ? 'PARTICIPANT_NOT_ANSWERED' : 'PARTICIPANT_NOT_ASKED'
}
