import type { AnswerCode, AnswerReason } from './answer-reason.ts'
import type { FeatureResolution } from './resolve-feature.ts'
import { shownCount } from './shown-count.ts'

/**
 * What a host would read about one feature: counts, and under five only "not everyone". Nothing in it
 * tells who said no, or which other organisation.
 */
export function hostSentence(title: string, resolution: FeatureResolution): string {
  const { decision, reasons, included, present } = resolution
  if (decision === 'deny') return notNow(title, reasons, { included, present })
  const shown = shownCount(included, present)
  if (shown.shown === 'everyone') return `${title} may run. Everyone here is included.`
  if (shown.shown === 'not_everyone') return `${title} may run. Not everyone here is included.`
  return `${title} may run. ${shown.count} of ${shown.of} people here are included.`
}

/** About one item of content. */
export function itemSentence(title: string, reasons: readonly AnswerReason[]): string {
  const [first] = reasons
  if (first === undefined) return `${title}: this may be used.`
  return `${title}: this may not be used: ${WHY[first.code] ?? 'not everyone in it has said yes'}.`
}

/** About one person; without a word on what that person said. */
export function personSentence(title: string, isPermitted: boolean): string {
  return `${title}: this person’s part ${isPermitted ? 'may' : 'may not'} be used.`
}

/** A question that cannot be answered at all. */
export function unansweredSentence(code: AnswerCode): string {
  return `This may not run or be used: ${WHY[code] ?? 'not everyone has said yes'}.`
}

type People = { readonly included: number; readonly present: number }

function notNow(title: string, reasons: readonly AnswerReason[], people: People): string {
  const [first] = reasons
  const why = (first && WHY[first.code]) ?? yesWords(people)
  return `${title} may not run: ${why}.`
}

function yesWords({ included, present }: People): string {
  const shown = shownCount(included, present)
  if (shown.shown !== 'count') return 'not everyone here has said yes'
  return `${shown.count} of ${shown.of} people here have said yes`
}

const NOT_CERTAIN = 'what people have said is not known for certain right now'
const NOT_KNOWN = 'something it was asked about is not known'
const NOT_AUTHORISED = 'it takes an authorisation that is not on record'
const NEVER_SHARED = 'content like this is never shared'

/** Whatever is about single people is left out on purpose: they are told as a number, or not at all. */
const WHY: Partial<Readonly<Record<AnswerCode, string>>> = {
  NOT_READY: NOT_CERTAIN,
  STATE_OLD: NOT_CERTAIN,
  UNKNOWN_ACCOUNT: NOT_KNOWN,
  UNKNOWN_MEMBER: NOT_KNOWN,
  UNKNOWN_PURPOSE: NOT_KNOWN,
  UNKNOWN_CATEGORY: NOT_KNOWN,
  UNKNOWN_MEETING: NOT_KNOWN,
  UNKNOWN_PARTICIPANT: NOT_KNOWN,
  ROSTER_BEHIND: 'who is here has changed since it was asked',
  ROSTER_UNKNOWN: 'who is here is not known for certain',
  NO_NOTICE: 'there is no notice to show about it',
  NO_VOTERS: 'nobody is known to be here',
  NO_CONTRIBUTORS: 'nobody is known to be in it',
  PURPOSE_ENDED: 'it has been ended for everyone',
  TERMS_PROHIBIT: 'the terms rule it out',
  TERMS_NO_CHOICE: 'the terms offer no choice about it',
  LABEL_FORBIDS: 'the label of this meeting rules it out',
  SETTING_FORBIDS: 'it is ruled out in this kind of organisation',
  MINORS_NOT_AUTHORISED: NOT_AUTHORISED,
  MINORS_NEVER_SHARE: NEVER_SHARED,
  HEALTHCARE_NOT_AUTHORISED: NOT_AUTHORISED,
  HEALTHCARE_NEVER_SHARES: NEVER_SHARED,
  ACCOUNT_OFF: 'the organisation has turned it off',
  ACCOUNT_UNSET: 'the organisation has not permitted it',
  MEETING_OFF: 'it is switched off in this meeting',
  NO_HOST: 'no host is here',
}
