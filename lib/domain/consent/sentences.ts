import type {
  Ceiling,
  Decision,
  Ground,
  Permission,
  PurposeKind,
  ReasonCode,
  RuleCode,
} from '@assent/decision'
import { shownCount, type PermissionChange, type PermissionImpact } from './impact.ts'
import type { ConsentStatus } from './status.ts'

/** The titles that sentences are made of, as the catalogue has them. `category` is null for a feature. */
export type Names = {
  readonly kind: PurposeKind
  readonly purpose: string
  readonly category: string | null
  readonly operator: string
}

/** A member's control: where they stand, and what it comes to. */
export type ControlState = {
  readonly status: ConsentStatus
  readonly ground: Ground
  readonly decision: Decision
  /** What stands in the way whatever the person says; left out where nothing does. */
  readonly rules?: readonly RuleCode[]
  /** The ground is an authorisation for people under age. */
  readonly isAuthorised?: boolean
}

export type ControlSentences = {
  /** The state as one sentence, and the control's accessible name: "Sharing chat for product improvement: not shared." */
  readonly control: string
  /** What the person said. */
  readonly said: string
  /** What happens now. */
  readonly now: string
  /** Why the two differ, and what a withdrawal means for the past; empty when there is nothing to explain. */
  readonly why: readonly string[]
}

/** The state of a member's control in plain sentences, each with one negative word at most (11 CCR 7004(a)(3)). */
export function controlSentences(names: Names, state: ControlState): ControlSentences {
  const [rule] = state.rules ?? []
  if (rule !== undefined) return ruledSentences(names, state, rule)
  return {
    control: `${controlOf(names)}: ${shortState(names, state.decision)}.`,
    said: saidOf(names, state),
    now: nowOf(names, state.decision),
    why: whyOf(names, state),
  }
}

/** What a change took from the platform or left as it was, where a yes carries on through it. */
export function carriedSentence({ operator }: Names, narrowed: boolean): string {
  return narrowed
    ? `they give ${operator} less. Your yes carries on.`
    : `they give ${operator} no more than before. Your yes carries on.`
}

/** The two buttons of a control. Same words around the one that differs, same place, same look. */
export function choiceLabels(names: Names): {
  readonly include: string
  readonly leaveOut: string
} {
  if (names.kind === 'feature') return { include: 'Include me', leaveOut: 'Leave me out' }
  const content = lowerFirst(names.category ?? 'content')
  return { include: `Share my ${content}`, leaveOut: `Leave out my ${content}` }
}

/** What an admin has permitted, and what comes of it. */
export type PermissionState = {
  readonly permission: Permission | null
  readonly ceiling: Ceiling
  readonly ground: Ground
}

export type PermissionSentences = { readonly control: string; readonly now: string }

/** An admin's sentence for one purpose and category. A permission is no consent, and never reads like one. */
export function permissionSentences(names: Names, state: PermissionState): PermissionSentences {
  const control = controlOf(names)
  switch (state.ceiling) {
    case 'ended':
      return {
        control: `${control}: ended.`,
        now: `${names.operator} has ended this use for everyone.`,
      }
    case 'forbidden':
      return {
        control: `${control}: ruled out by the terms.`,
        now: 'The terms rule it out for everyone in your organisation.',
      }
    case 'no_choice':
      return { control: `${control}: no choice offered.`, now: forcedNow(names) }
    case 'open':
      return {
        control: `${control}: ${PERMITTED[state.permission ?? 'unset']}.`,
        now: permittedNow(names, state),
      }
  }
}

/** What a change would do, with every number masked as `shownCount` masks it. */
export function impactSentences(
  names: Names,
  change: Pick<PermissionChange, 'permission' | 'asking'>,
  impact: PermissionImpact,
): readonly string[] {
  const { permission, asking } = change
  if (permission === 'off') {
    return [endingSentence(impact), permittedNow(names, { permission, ground: 'consent' })]
  }
  return asking === 'ask_now' ? [askedSentence(impact)] : []
}

/** A rule stands before everything else but the end of the use itself; what was answered is said only where it was. */
function ruledSentences(names: Names, state: ControlState, rule: RuleCode): ControlSentences {
  const isEnded = has(state.decision, 'PURPOSE_ENDED')
  const short = isEnded ? shortState(names, state.decision) : RULED[rule].short
  return {
    control: `${controlOf(names)}: ${short}.`,
    said: HAS_ANSWERED.has(state.status) ? saidOf(names, state) : '',
    now: nowOf(names, { decision: 'deny', opinion: 'PROHIBITED', reasons: [] }),
    why: [RULED[rule].why],
  }
}

const HAS_ANSWERED: ReadonlySet<ConsentStatus> = new Set(['given', 'refused', 'withdrawn'])

const MINORS = 'not possible under the rules for people under age'
const HEALTH = 'not possible under the rules for health data'

const RULED: Readonly<Record<RuleCode, { readonly short: string; readonly why: string }>> = {
  SETTING_FORBIDS: {
    short: 'ruled out in this kind of organisation',
    why: 'That holds for everyone in your organisation.',
  },
  MINORS_NOT_AUTHORISED: {
    short: MINORS,
    why: 'Under them a yes counts only with an authorisation beside it, and for this there is none.',
  },
  MINORS_NEVER_SHARE: {
    short: MINORS,
    why: 'Under them content stays out of it, whatever anyone says here.',
  },
  HEALTHCARE_NOT_AUTHORISED: {
    short: HEALTH,
    why: 'Your organisation has to record an agreement on health data for it first.',
  },
  HEALTHCARE_NEVER_SHARES: {
    short: HEALTH,
    why: 'Under them content stays out of it, whatever anyone says here.',
  },
}

/** A yes that ended was ended by the organisation, or by the platform with the use itself. */
function saidOf({ operator }: Names, { status, decision }: ControlState): string {
  return status === 'revoked' && has(decision, 'PURPOSE_ENDED')
    ? `Your earlier yes ended when ${operator} ended this use.`
    : SAID[status]
}

const SAID: Readonly<Record<ConsentStatus, string>> = {
  undecided: 'You have yet to decide.',
  requested: 'You are asked, and have yet to answer.',
  given: 'You have said yes.',
  refused: 'You have said no.',
  withdrawn: 'You have taken your yes back.',
  revoked: 'Your earlier yes ended when your organisation turned this off.',
  expired: 'Your earlier yes has run out.',
  stale: 'You said yes to an earlier text, and your answer is needed again.',
}

const PERMITTED: Readonly<Record<Permission | 'unset', string>> = {
  members_decide: 'members decide for themselves',
  off: 'off for everyone',
  unset: 'your organisation has yet to decide',
}

const REASONS: Readonly<Record<ReasonCode, readonly string[]>> = {
  NO_VOTERS: ['There is nobody here to ask.'],
  UNKNOWN_ACCOUNT: ['This organisation is unknown here.'],
  UNKNOWN_MEMBER: ['This person is unknown here.'],
  UNKNOWN_PURPOSE: ['This purpose is unknown here.'],
  UNKNOWN_CATEGORY: ['This kind of content is unknown here.'],
  PURPOSE_ENDED: ['The platform has ended this use for everyone.'],
  TERMS_PROHIBIT: ['The terms rule this out.'],
  TERMS_NO_CHOICE: [
    'You are offered no choice about this.',
    'The record keeps it as a rule of the terms, never as your yes.',
  ],
  ACCOUNT_OFF: ['Your organisation has turned this off for everyone.'],
  ACCOUNT_UNSET: ['Your organisation has yet to permit this.'],
  GROUP_OFF: ['A group that you belong to has turned this off.'],
  MEMBER_REFUSED: [],
  MEMBER_WITHDREW: [
    'Use before that moment stays lawful, and the notice says what happens to what came of it.',
  ],
  MEMBER_REVOKED: ['It takes a new yes from you.'],
  MEMBER_UNDECIDED: [],
  MEMBER_NOT_ANSWERED: [],
  CONSENT_EXPIRED: ['A yes lasts as long as its notice says, so it takes a new one from you.'],
  CONSENT_STALE: [
    'What your yes rests on has changed.',
    'Until you answer again, the stricter of the two texts holds.',
  ],
}

const OTHER_GROUND = [
  'Your organisation runs it for its own members on another ground, which it has recorded.',
  'You can object with one act.',
]

const AUTHORISED = [
  'Your organisation has recorded an authorisation for people under age.',
  'You can object with one act.',
]

function controlOf({ kind, purpose, category }: Names): string {
  if (kind === 'feature') return purpose
  return `Sharing ${lowerFirst(category ?? 'content')} for ${lowerFirst(purpose)}`
}

function shortState({ kind }: Names, decision: Decision): string {
  if (has(decision, 'PURPOSE_ENDED')) return 'ended'
  if (has(decision, 'TERMS_PROHIBIT')) return 'ruled out by the terms'
  if (has(decision, 'TERMS_NO_CHOICE')) return 'no choice offered'
  const isPermitted = decision.decision === 'permit'
  if (kind === 'feature') return isPermitted ? 'you are included' : 'you are left out'
  return isPermitted ? 'shared' : 'not shared'
}

function nowOf(names: Names, decision: Decision): string {
  const isForced =
    has(decision, 'TERMS_NO_CHOICE') &&
    !has(decision, 'TERMS_PROHIBIT') &&
    !has(decision, 'PURPOSE_ENDED')
  if (names.kind === 'feature') {
    if (isForced) return `The terms let ${names.purpose} run whatever you say here.`
    return decision.decision === 'permit'
      ? `${names.purpose} may use your part of a meeting.`
      : `${names.purpose} leaves out your part of a meeting.`
  }
  const { content, purpose } = sharedWords(names)
  if (isForced) {
    return `The terms let ${names.operator} use your ${content} for ${purpose} whatever you say here.`
  }
  return decision.decision === 'permit'
    ? `${names.operator} may use your ${content} for ${purpose}.`
    : `${names.operator} may not use your ${content} for ${purpose}.`
}

function whyOf(
  { kind }: Names,
  { status, ground, decision, isAuthorised }: ControlState,
): readonly string[] {
  if (decision.decision === 'deny') {
    return decision.reasons.flatMap(({ code }) => REASONS[code])
  }
  if (kind === 'sharing' || ground !== 'other_ground' || status === 'given') return []
  return isAuthorised === true ? AUTHORISED : OTHER_GROUND
}

function permittedNow(
  names: Names,
  { permission, ground }: Pick<PermissionState, 'permission' | 'ground'>,
): string {
  const { content, purpose } = sharedWords(names)
  if (permission !== 'members_decide') {
    const until = permission === null ? 'Until it does' : 'From then on'
    return names.kind === 'feature'
      ? `${until}, ${names.purpose} leaves out everyone in your organisation.`
      : `${until}, ${names.operator} may not use ${content} from your organisation for ${purpose}.`
  }
  if (names.kind === 'sharing') {
    return `${names.operator} may use a member’s ${content} for ${purpose} once that member has said yes.`
  }
  return ground === 'other_ground'
    ? `${names.purpose} includes each of your members until that member objects.`
    : `${names.purpose} includes a member once that member has said yes.`
}

function forcedNow(names: Names): string {
  const { content, purpose } = sharedWords(names)
  return names.kind === 'feature'
    ? `The terms let ${names.purpose} run whatever anyone says here.`
    : `The terms let ${names.operator} use ${content} from your organisation for ${purpose} whatever anyone says here.`
}

/** Holds for no yes at all as well, so that it gives no number away. */
function endingSentence({ yesesEnding, members }: PermissionImpact): string {
  const ending = shownCount(yesesEnding, members)
  if (ending.shown === 'everyone') return 'Everyone’s yes ends, and comes back only by a new one.'
  if (ending.shown === 'not_everyone')
    return 'Every yes given so far ends, and comes back only by a new one.'
  return `The yes of ${String(ending.count)} people ends, and comes back only by a new one.`
}

function askedSentence({ membersToAsk, members }: PermissionImpact): string {
  const asked = shownCount(membersToAsk, members)
  if (asked.shown === 'everyone') return `All ${String(members)} members are asked.`
  if (asked.shown === 'not_everyone')
    return 'Those who have yet to answer, or whose yes has ended, are asked.'
  return `${String(asked.count)} of ${String(asked.of)} members are asked.`
}

function sharedWords({ purpose, category }: Names) {
  return { content: lowerFirst(category ?? 'content'), purpose: lowerFirst(purpose) }
}

/** A title inside a sentence; one that begins with an abbreviation stays as it is. */
function lowerFirst(title: string): string {
  return /^\p{Lu}\p{Lu}/u.test(title) ? title : title.slice(0, 1).toLowerCase() + title.slice(1)
}

function has(decision: Decision, code: ReasonCode): boolean {
  return decision.reasons.some((reason) => reason.code === code)
}
