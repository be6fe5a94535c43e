import { shownCount, type Answer, type AnswerCode, type ShownCount } from '@assent/decision'

/** Why a feature that is turned on does not run, as far as it is about nobody: to be said in any language. */
export type WaitCause =
  | 'not_certain'
  | 'not_known'
  | 'roster_behind'
  | 'roster_unknown'
  | 'no_notice'
  | 'nobody_here'
  | 'use_ended'
  | 'terms_prohibit'
  | 'terms_no_choice'
  | 'label'
  | 'setting'
  | 'not_authorised'
  | 'account_off'
  | 'account_unset'
  | 'switched_off'
  | 'no_host'

/** What it waits for: something that is about nobody, or people's answers, by a number as everybody may see it. */
export type WaitsFor = { readonly cause: WaitCause } | { readonly people: ShownCount }

/** @param present how many are in the meeting */
export function waitsFor({ reasons }: Answer, present: number): WaitsFor {
  const [first] = reasons
  const cause = first && CAUSES[first.code]
  if (cause !== undefined) return { cause }
  const left = reasons.filter(({ level }) => OF_PEOPLE.has(level))
  const against = left.reduce((sum, { count }) => sum + count, 0)
  return { people: shownCount(Math.max(0, present - against), present) }
}

const OF_PEOPLE: ReadonlySet<string> = new Set(['group', 'other_account', 'member', 'participant'])

const CAUSES: Partial<Readonly<Record<AnswerCode, WaitCause>>> = {
  NOT_READY: 'not_certain',
  STATE_OLD: 'not_certain',
  UNKNOWN_ACCOUNT: 'not_known',
  UNKNOWN_MEMBER: 'not_known',
  UNKNOWN_PURPOSE: 'not_known',
  UNKNOWN_CATEGORY: 'not_known',
  UNKNOWN_MEETING: 'not_known',
  UNKNOWN_PARTICIPANT: 'not_known',
  ROSTER_BEHIND: 'roster_behind',
  ROSTER_UNKNOWN: 'roster_unknown',
  NO_NOTICE: 'no_notice',
  NO_VOTERS: 'nobody_here',
  PURPOSE_ENDED: 'use_ended',
  TERMS_PROHIBIT: 'terms_prohibit',
  TERMS_NO_CHOICE: 'terms_no_choice',
  LABEL_FORBIDS: 'label',
  SETTING_FORBIDS: 'setting',
  MINORS_NOT_AUTHORISED: 'not_authorised',
  HEALTHCARE_NOT_AUTHORISED: 'not_authorised',
  ACCOUNT_OFF: 'account_off',
  ACCOUNT_UNSET: 'account_unset',
  MEETING_OFF: 'switched_off',
  NO_HOST: 'no_host',
}
