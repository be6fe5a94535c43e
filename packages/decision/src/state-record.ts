import type { MarkOutput } from './answer.ts'
import { CEILINGS, type Ceiling } from './ceiling.ts'
import { CONSENT_STATUSES, type Ground } from './consent-status.ts'
import { FEATURE_MODES, type FeatureMode } from './feature-mode.ts'
import { RecordReader, StateFormatError } from './record-reader.ts'
import type { Regime } from './participant.ts'
import type { Permission } from './permission.ts'
import type { PurposeKind } from './resolve-within-account.ts'

/**
 * One thing that a state is told, as it travels (README.md, "The state"). A record says how something
 * is now, whole: applied twice it changes nothing more. `question` counts into the header's list.
 */
export type StateRecord =
  | {
      readonly type: 'rules'
      readonly everyoneAgreesIn: readonly string[]
      readonly openLabels: readonly string[]
    }
  | { readonly type: 'terms'; readonly spans: readonly (readonly [number, readonly string[]])[] }
  | {
      readonly type: 'purpose'
      readonly key: string
      readonly kind: PurposeKind
      readonly title: string
      readonly notice: string | null
      readonly categories: readonly string[]
      readonly ruledOutIn: readonly string[]
      /** How what it makes has to be marked; null, or not said, where nothing has to be. */
      readonly output?: Omit<MarkOutput, 'type'> | null
    }
  | {
      readonly type: 'category'
      readonly key: string
      readonly sources: readonly string[]
      readonly needsConsent: boolean
    }
  | {
      readonly type: 'question'
      readonly question: number
      readonly ceilings: readonly (readonly [number, Ceiling])[]
    }
  | {
      readonly type: 'basis'
      readonly id: string
      readonly question: number
      readonly ceiling: Ceiling
      readonly staleFrom: number | null
      readonly coversElsewhere: boolean
    }
  | {
      readonly type: 'account'
      readonly id: string
      readonly external: string | null
      readonly closed: boolean
      readonly regime: Regime
      readonly setting: string | null
      readonly authorised: readonly string[]
      readonly unknownPlaceIsStrict: boolean
      readonly observedUntil: number | null
    }
  | PermissionRecord
  | {
      readonly type: 'group_permission'
      readonly account: string
      readonly group: string
      readonly question: number
      readonly permission: Permission | null
    }
  | MemberRecord
  | MeetingRecord
  | ParticipantRecord

export type PermissionRecord = {
  readonly type: 'permission'
  readonly account: string
  readonly question: number
  readonly permission: Permission | null
  readonly ground: Ground
  readonly mode: FeatureMode | null
  readonly elsewhere: Permission | null
  readonly elsewhereMode: FeatureMode | null
  readonly offAt: number | null
  readonly elsewhereOffAt: number | null
}

export type MemberRecord = {
  readonly type: 'member'
  readonly account: string
  readonly id: string
  readonly external: string | null
  readonly left: boolean
  readonly groups: readonly string[]
  readonly minor: boolean | null
  /**
   * Four numbers an answer: the question; the status by its place in CONSENT_STATUSES, and 8 more where
   * it was asked again since a yes; the basis, counted from 1 into the header's list, 0 for none; when a
   * yes runs out, in seconds rounded down, 0 for never. Questions that are not named stay as they are.
   */
  readonly answers: readonly number[]
}

export type MeetingRecord = {
  readonly type: 'meeting'
  readonly id: string
  readonly external: string | null
  readonly ended: boolean
  readonly account: string
  readonly roster: number
  readonly host: string | null
  readonly label: string | null
  readonly forMinors: boolean
  readonly leavesOut: readonly string[]
  readonly switches: Readonly<Record<string, 'on' | 'off'>>
}

export type ParticipantRecord = {
  readonly type: 'participant'
  readonly meeting: string
  readonly roster: number
  readonly id: string
  readonly present: boolean
  readonly account: string | null
  readonly member: string | null
  readonly several: boolean
  readonly device: 'client' | 'phone' | 'room'
  readonly canBeAsked: boolean
  readonly place: string | null
  readonly minor: boolean | null
  readonly told: readonly string[]
  readonly answers: Readonly<Record<string, readonly ['include' | 'leave_out', number]>>
}

/** Reads one record. Throws StateFormatError on what is not one: such a state answers nothing any more. */
export function readStateRecord(json: unknown): StateRecord {
  const reader = new RecordReader(json)
  const type = reader.text('type')
  const read = READERS_BY_TYPE.get(type)
  if (read === undefined) throw new StateFormatError(`no record is a ${type}`)
  return read(reader)
}

type RecordOf<Type extends StateRecord['type']> = Extract<StateRecord, { type: Type }>

const PERMISSIONS = ['members_decide', 'off'] as const
const GROUNDS = ['consent', 'other_ground'] as const
const REGIMES = ['none', 'minors', 'healthcare'] as const
const DEVICES = ['client', 'phone', 'room'] as const
const SWITCHES = ['on', 'off'] as const

const READERS: { readonly [Type in StateRecord['type']]: (of: RecordReader) => RecordOf<Type> } = {
  rules: (of) => ({
    type: 'rules',
    everyoneAgreesIn: of.texts('everyoneAgreesIn'),
    openLabels: of.texts('openLabels'),
  }),
  terms: (of) => ({
    type: 'terms',
    spans: of.spans('spans', (value) => {
      if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
      throw new StateFormatError('terms are no list of texts')
    }),
  }),
  purpose: (of) => ({
    type: 'purpose',
    key: of.key('key'),
    kind: of.oneOf('kind', ['feature', 'sharing'] as const),
    title: of.text('title'),
    notice: of.textOrNull('notice'),
    categories: of.texts('categories'),
    ruledOutIn: of.texts('ruledOutIn'),
    output: of.memberOrNull('output', (output) => ({
      media: output.texts('media'),
      mark: output.text('mark'),
      law: output.text('law'),
    })),
  }),
  category: (of) => ({
    type: 'category',
    key: of.key('key'),
    sources: of.texts('sources'),
    needsConsent: of.flag('needsConsent'),
  }),
  question: (of) => ({
    type: 'question',
    question: of.count('question'),
    ceilings: of.spans('ceilings', (value) => {
      const ceiling = CEILINGS.find((each) => each === value)
      if (ceiling !== undefined) return ceiling
      throw new StateFormatError('not a ceiling')
    }),
  }),
  basis: (of) => ({
    type: 'basis',
    id: of.text('id'),
    question: of.count('question'),
    ceiling: of.oneOf('ceiling', CEILINGS),
    staleFrom: of.numberOrNull('staleFrom'),
    coversElsewhere: of.flag('coversElsewhere'),
  }),
  account: (of) => ({
    type: 'account',
    id: of.text('id'),
    external: of.textOrNull('external'),
    closed: of.flag('closed'),
    regime: of.oneOf('regime', REGIMES),
    setting: of.textOrNull('setting'),
    authorised: of.texts('authorised'),
    unknownPlaceIsStrict: of.flag('unknownPlaceIsStrict'),
    observedUntil: of.numberOrNull('observedUntil'),
  }),
  permission: (of) => ({
    type: 'permission',
    account: of.text('account'),
    question: of.count('question'),
    permission: of.oneOfOrNull('permission', PERMISSIONS),
    ground: of.oneOf('ground', GROUNDS),
    mode: of.oneOfOrNull('mode', FEATURE_MODES),
    elsewhere: of.oneOfOrNull('elsewhere', PERMISSIONS),
    elsewhereMode: of.oneOfOrNull('elsewhereMode', FEATURE_MODES),
    offAt: of.numberOrNull('offAt'),
    elsewhereOffAt: of.numberOrNull('elsewhereOffAt'),
  }),
  group_permission: (of) => ({
    type: 'group_permission',
    account: of.text('account'),
    group: of.text('group'),
    question: of.count('question'),
    permission: of.oneOfOrNull('permission', PERMISSIONS),
  }),
  member: (of) => ({
    type: 'member',
    account: of.text('account'),
    id: of.text('id'),
    external: of.textOrNull('external'),
    left: of.flag('left'),
    groups: of.texts('groups'),
    minor: of.flagOrNull('minor'),
    answers: of.answers('answers', CONSENT_STATUSES.length),
  }),
  meeting: (of) => ({
    type: 'meeting',
    id: of.text('id'),
    external: of.textOrNull('external'),
    ended: of.flag('ended'),
    account: of.text('account'),
    roster: of.count('roster'),
    host: of.textOrNull('host'),
    label: of.textOrNull('label'),
    forMinors: of.flag('forMinors'),
    leavesOut: of.texts('leavesOut'),
    switches: of.record('switches', (value) => {
      const position = SWITCHES.find((each) => each === value)
      if (position !== undefined) return position
      throw new StateFormatError('neither on nor off')
    }),
  }),
  participant: (of) => ({
    type: 'participant',
    meeting: of.text('meeting'),
    roster: of.count('roster'),
    id: of.text('id'),
    present: of.flag('present'),
    account: of.textOrNull('account'),
    member: of.textOrNull('member'),
    several: of.flag('several'),
    device: of.oneOf('device', DEVICES),
    canBeAsked: of.flag('canBeAsked'),
    place: of.textOrNull('place'),
    minor: of.flagOrNull('minor'),
    told: of.texts('told'),
    answers: of.record('answers', readMeetingAnswer),
  }),
}

const READERS_BY_TYPE: ReadonlyMap<string, (of: RecordReader) => StateRecord> = new Map(
  Object.entries(READERS),
)

function readMeetingAnswer(value: unknown): readonly ['include' | 'leave_out', number] {
  if (Array.isArray(value) && value.length === 2) {
    const [answer, at] = value as readonly unknown[]
    const isAnswer = answer === 'include' || answer === 'leave_out'
    if (isAnswer && Number.isSafeInteger(at)) return [answer, at as number]
  }
  throw new StateFormatError('not an answer given in a meeting')
}
