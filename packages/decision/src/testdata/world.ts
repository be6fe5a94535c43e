import {
  applyIncrement,
  CONSENT_STATUSES,
  loadState,
  Snapshot,
  STATE_FORMAT,
  type ConsentStatus,
  type MeetingRecord,
  type MemberRecord,
  type ParticipantRecord,
  type PermissionRecord,
  type StateRecord,
} from '../index.ts'

// A small world as its records: Acme hosts, Beta visits. Everything is permitted, and everybody has said yes.

export const NOW = Date.UTC(2026, 10, 26, 9)
const START = NOW - 86_400_000

export const QUESTIONS = [
  ['meeting_summary', null],
  ['voice_names', null],
  ['product_improvement', 'audio'],
  ['product_improvement', 'chat'],
] as const
const BASES = QUESTIONS.map((_, i) => `basis-${i}`)

type Answers = readonly (readonly [
  question: number,
  status: ConsentStatus,
  more?: { readonly asked?: boolean; readonly basis?: number; readonly expires?: number },
])[]

const allGiven: Answers = QUESTIONS.map((_, i) => [i, 'given'] as const)

export function member(
  account: string,
  id: string,
  answers: Answers = allGiven,
  more: Partial<MemberRecord> = {},
): MemberRecord {
  return {
    type: 'member',
    account,
    id,
    external: `u_${id}`,
    left: false,
    groups: [],
    minor: null,
    answers: answers.flatMap(([question, status, { asked, basis, expires } = {}]) => [
      question,
      CONSENT_STATUSES.indexOf(status) + (asked === true ? CONSENT_STATUSES.length : 0),
      basis ?? question + 1,
      expires ?? 0,
    ]),
    ...more,
  }
}

export function permission(
  account: string,
  question: number,
  more: Partial<PermissionRecord> = {},
): PermissionRecord {
  return {
    type: 'permission',
    account,
    question,
    permission: 'members_decide',
    ground: 'consent',
    mode: null,
    elsewhere: 'members_decide',
    elsewhereMode: null,
    offAt: null,
    elsewhereOffAt: null,
    ...more,
  }
}

export const MEETING: MeetingRecord = {
  type: 'meeting',
  id: 'm1',
  external: 'daily',
  ended: false,
  account: 'acme',
  roster: 1,
  host: 'p-ann',
  label: null,
  forMinors: false,
  leavesOut: ['audio', 'chat', 'voiceprint'],
  switches: { meeting_summary: 'on' },
}

export function participant(
  id: string,
  account: string | null,
  name: string | null,
  more: Partial<ParticipantRecord> = {},
): ParticipantRecord {
  return {
    type: 'participant',
    meeting: 'm1',
    roster: 1,
    id,
    present: true,
    account,
    member: name,
    several: false,
    device: 'client',
    canBeAsked: true,
    place: 'US-NY',
    minor: null,
    told: ['notice-summary', 'notice-voice'],
    answers: {},
    ...more,
  }
}

export function account(id: string, more: object = {}): StateRecord {
  return {
    type: 'account',
    id,
    external: `org-${id}`,
    closed: false,
    regime: 'none',
    setting: null,
    authorised: [],
    unknownPlaceIsStrict: false,
    observedUntil: null,
    ...more,
  }
}

const published: readonly StateRecord[] = [
  { type: 'rules', everyoneAgreesIn: ['US-CA', 'DE'], openLabels: ['public'] },
  { type: 'terms', spans: [[START, ['terms-7']]] },
  {
    type: 'purpose',
    key: 'meeting_summary',
    kind: 'feature',
    title: 'Meeting summary',
    notice: 'notice-summary',
    categories: ['audio', 'chat'],
    ruledOutIn: [],
  },
  {
    type: 'purpose',
    key: 'voice_names',
    kind: 'feature',
    title: 'Voice names',
    notice: 'notice-voice',
    categories: ['voiceprint'],
    ruledOutIn: ['workplace'],
  },
  {
    type: 'purpose',
    key: 'product_improvement',
    kind: 'sharing',
    title: 'Product improvement',
    notice: null,
    categories: ['audio', 'chat', 'transcripts', 'outputs'],
    ruledOutIn: [],
  },
  ...['audio', 'chat'].map((key): StateRecord => ({
    type: 'category',
    key,
    sources: [key],
    needsConsent: false,
  })),
  { type: 'category', key: 'voiceprint', sources: ['voiceprint'], needsConsent: true },
  { type: 'category', key: 'transcripts', sources: ['audio'], needsConsent: false },
  { type: 'category', key: 'outputs', sources: ['audio', 'chat'], needsConsent: false },
  ...QUESTIONS.map((_, question): StateRecord => ({
    type: 'question',
    question,
    ceilings: [[START, 'open']],
  })),
  ...BASES.map((id, question): StateRecord => basis(id, question)),
]

export function basis(id: string, question: number, more: object = {}): StateRecord {
  return {
    type: 'basis',
    id,
    question,
    ceiling: 'open',
    staleFrom: null,
    coversElsewhere: false,
    ...more,
  }
}

export const world: readonly StateRecord[] = [
  ...published,
  account('acme'),
  account('beta'),
  ...QUESTIONS.flatMap((_, i) => [permission('acme', i), permission('beta', i)]),
  member('acme', 'ann'),
  member('acme', 'bob'),
  member('beta', 'vic'),
  MEETING,
  participant('p-ann', 'acme', 'ann'),
  participant('p-bob', 'acme', 'bob'),
]

const header = (after: number | null, position: number) => ({
  format: STATE_FORMAT,
  after,
  position,
  questions: QUESTIONS,
  bases: BASES,
})

export function linesOf(records: readonly StateRecord[], position = 10): string {
  const end = { type: 'end', records: records.length, position }
  return [header(null, position), ...records, end]
    .map((each) => `${JSON.stringify(each)}\n`)
    .join('')
}

/** The world, and what departs from it afterwards, current as of NOW. */
export async function snapshotOf(...changes: readonly StateRecord[]): Promise<Snapshot> {
  const snapshot = new Snapshot()
  await loadState(snapshot, [linesOf(world)], () => Promise.resolve())
  if (changes.length > 0) change(snapshot, ...changes)
  snapshot.heard(NOW)
  return snapshot
}

/** The next change, as the source sends it. */
export function change(snapshot: Snapshot, ...records: readonly StateRecord[]): void {
  const { position } = snapshot
  applyIncrement(snapshot, increment(position, position + 1, records))
}

export function increment(
  after: number,
  position: number,
  records: readonly StateRecord[],
): unknown {
  return JSON.parse(JSON.stringify({ ...header(after, position), records }))
}
