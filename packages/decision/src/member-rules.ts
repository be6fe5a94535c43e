import type { AnswerCode } from './answer-reason.ts'
import type { Regime } from './participant.ts'
import type { PurposeKind } from './resolve-within-account.ts'

/** What the rules of a kind of person or organisation look at of a purpose. */
export type RuledPurpose = {
  readonly kind: PurposeKind
  /** Settings in which it may never run. */
  readonly ruledOutIn: readonly string[]
  /** It takes in something for which silence never counts, such as a voiceprint. */
  readonly needsConsent: boolean
}

/** The same of an account, for one purpose. */
export type RulesOfAccount = {
  readonly regime: Regime
  readonly setting: string | null
  /** Whether the authorisation of a school, or the agreement on health data, is recorded for it. */
  readonly isAuthorised: boolean
}

export type RuleCode = Extract<
  AnswerCode,
  | 'SETTING_FORBIDS'
  | 'MINORS_NOT_AUTHORISED'
  | 'MINORS_NEVER_SHARE'
  | 'HEALTHCARE_NOT_AUTHORISED'
  | 'HEALTHCARE_NEVER_SHARES'
>

/** What stands in the way of a purpose for a member whatever they answer; `isMinor` is of the member. */
export function memberRules(
  { kind, ruledOutIn, needsConsent }: RuledPurpose,
  { regime, setting, isAuthorised }: RulesOfAccount,
  isMinor: boolean,
): readonly RuleCode[] {
  const isForMinors = isMinor || regime === 'minors'
  const isForHealth = regime === 'healthcare'
  // No authorisation of a school stands for what takes a person's own yes.
  const isOwnAlone = isMinor && needsConsent
  const isRuledOut = setting !== null && ruledOutIn.includes(setting)
  const codes: RuleCode[] = isRuledOut ? ['SETTING_FORBIDS'] : []
  const kinds = kind === 'sharing' ? SHARING : FEATURES
  const isLifted = kind === 'feature' && isAuthorised
  if (isForMinors && (!isLifted || isOwnAlone)) codes.push(kinds.minors)
  if (isForHealth && !isLifted) codes.push(kinds.health)
  return codes
}

const SHARING = { minors: 'MINORS_NEVER_SHARE', health: 'HEALTHCARE_NEVER_SHARES' } as const
const FEATURES = { minors: 'MINORS_NOT_AUTHORISED', health: 'HEALTHCARE_NOT_AUTHORISED' } as const

/**
 * Whether silence is no vote of a member: where the feature runs on another recorded ground, and, since a
 * child's yes is not theirs alone to give, where it is authorised for them. They may still object.
 */
export function isSilenceNoVote(
  { kind, needsConsent }: Pick<RuledPurpose, 'kind' | 'needsConsent'>,
  isGrounded: boolean,
  isMinor: boolean,
): boolean {
  return kind === 'feature' && !needsConsent && (isGrounded || isMinor)
}
