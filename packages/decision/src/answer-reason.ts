import type { Opinion } from './opinion.ts'

/** Where a reason comes from, in the order in which reasons are reported. The order explains, and never decides. */
export type AnswerLevel =
  | 'question'
  | 'operator'
  | 'terms'
  | 'regime'
  | 'account'
  | 'group'
  | 'meeting'
  | 'other_account'
  | 'member'
  | 'participant'

type NotAYes = Exclude<Opinion, 'GRANT'>

/**
 * Every reason that an answer to the platform can have, in reporting order, with where it comes from
 * and how strict it is. A closed list: those of one account keep their names, and of another account's
 * people it is said only that they are out, never why.
 */
const ANSWER_REASONS = {
  NOT_READY: ['question', 'UNSET'],
  STATE_OLD: ['question', 'UNSET'],
  UNKNOWN_ACCOUNT: ['question', 'UNSET'],
  UNKNOWN_MEMBER: ['question', 'UNSET'],
  UNKNOWN_PURPOSE: ['question', 'UNSET'],
  UNKNOWN_CATEGORY: ['question', 'UNSET'],
  UNKNOWN_MEETING: ['question', 'UNSET'],
  UNKNOWN_PARTICIPANT: ['question', 'UNSET'],
  /** The question rests on who was there before. */
  ROSTER_BEHIND: ['question', 'UNSET'],
  /** The question names no roster, or one that this state has not seen yet. */
  ROSTER_UNKNOWN: ['question', 'UNSET'],
  /** Nobody can be asked or told without one. */
  NO_NOTICE: ['question', 'UNSET'],
  NO_VOTERS: ['question', 'UNSET'],
  NO_CONTRIBUTORS: ['question', 'UNSET'],
  NOBODY_INCLUDED: ['question', 'UNSET'],
  PURPOSE_ENDED: ['operator', 'PROHIBITED'],
  TERMS_PROHIBIT: ['terms', 'PROHIBITED'],
  TERMS_NO_CHOICE: ['terms', 'UNSET'],
  LABEL_FORBIDS: ['regime', 'PROHIBITED'],
  SETTING_FORBIDS: ['regime', 'PROHIBITED'],
  MINORS_NOT_AUTHORISED: ['regime', 'PROHIBITED'],
  MINORS_NEVER_SHARE: ['regime', 'PROHIBITED'],
  HEALTHCARE_NOT_AUTHORISED: ['regime', 'PROHIBITED'],
  HEALTHCARE_NEVER_SHARES: ['regime', 'PROHIBITED'],
  ACCOUNT_OFF: ['account', 'DENY'],
  ACCOUNT_UNSET: ['account', 'UNSET'],
  GROUP_OFF: ['group', 'DENY'],
  MEETING_OFF: ['meeting', 'DENY'],
  NO_HOST: ['meeting', 'UNSET'],
  OTHER_ACCOUNT_OFF: ['other_account', 'DENY'],
  OTHER_ACCOUNT_UNSET: ['other_account', 'UNSET'],
  MEMBER_REFUSED: ['member', 'DENY'],
  MEMBER_WITHDREW: ['member', 'DENY'],
  MEMBER_REVOKED: ['member', 'UNSET'],
  MEMBER_UNDECIDED: ['member', 'UNSET'],
  MEMBER_NOT_ANSWERED: ['member', 'UNSET'],
  CONSENT_EXPIRED: ['member', 'UNSET'],
  CONSENT_STALE: ['member', 'UNSET'],
  PARTICIPANT_REFUSED: ['participant', 'DENY'],
  PARTICIPANT_NOT_ASKED: ['participant', 'UNSET'],
  PARTICIPANT_NOT_ANSWERED: ['participant', 'UNSET'],
  PARTICIPANT_NOT_TOLD: ['participant', 'UNSET'],
  /** A phone, or a client too old to show a notice. */
  PARTICIPANT_CANNOT_BE_ASKED: ['participant', 'UNSET'],
  /** A room's device: nobody answers for all who sit before it. */
  PARTICIPANT_IS_A_ROOM: ['participant', 'UNSET'],
  /** Of an account, or a member, that this state does not know. */
  PARTICIPANT_UNIDENTIFIED: ['participant', 'UNSET'],
  /** A guest's answers are about their meeting; none of them is a consent to share. */
  GUEST_NEVER_SHARES: ['participant', 'UNSET'],
} as const satisfies Record<string, readonly [AnswerLevel, NotAYes]>

export type AnswerCode = keyof typeof ANSWER_REASONS

export const ANSWER_CODES = Object.keys(ANSWER_REASONS) as readonly AnswerCode[]

/** Why an answer is not a full yes. `count`: of how many people it holds; 1 where it is not about people. */
export type AnswerReason = {
  readonly code: AnswerCode
  readonly level: AnswerLevel
  readonly count: number
}

export function answerReason(code: AnswerCode, count = 1): AnswerReason {
  return { code, level: ANSWER_REASONS[code][0], count }
}

export function opinionOf(code: AnswerCode): NotAYes {
  return ANSWER_REASONS[code][1]
}

/** Where a code stands in the report. */
export function orderOf(code: AnswerCode): number {
  return ORDER.get(code) ?? ANSWER_CODES.length
}

const ORDER: ReadonlyMap<AnswerCode, number> = new Map(ANSWER_CODES.map((code, i) => [code, i]))
