import { basisIn, isAskedIn, statusIn } from './answer-column.ts'
import { CONSENT_STATUSES } from './consent-status.ts'
import { STATE_FORMAT } from './load-state.ts'
import type { AccountState, MeetingState, ParticipantState } from './snapshot-parts.ts'
import type { Snapshot } from './snapshot.ts'
import type { StateRecord } from './state-record.ts'
import type { Timeline } from './timeline.ts'

/**
 * The state as lines to send, each with its end: what `loadState` reads. `isIncluded` says of which
 * accounts, by their ids; meetings go with the account that hosts them. The state may go on changing while
 * the lines are taken: the last one says up to where, and who reads them is not ready before that.
 */
export function* stateLines(
  snapshot: Snapshot,
  isIncluded: (account: string) => boolean = () => true,
): Generator<string> {
  const { position, questions } = snapshot
  const bases = questions.flatMap((question) => question.bases.flatMap((each) => each?.id ?? []))
  yield line({
    format: STATE_FORMAT,
    after: null,
    position,
    questions: questions.map(({ purpose, category }) => [purpose, category]),
    bases,
  })
  let records = 0
  const numbers = basisNumbers(bases)
  for (const record of recordsOf(snapshot, questions.length, numbers, isIncluded)) {
    yield line(record)
    records++
  }
  yield line({ type: 'end', records, position: snapshot.position })
}

type BasisNumbers = ReadonlyMap<string, number>

function basisNumbers(bases: readonly string[]): BasisNumbers {
  return new Map(bases.map((id, i) => [id, i + 1]))
}

function* recordsOf(
  snapshot: Snapshot,
  questions: number,
  numbers: BasisNumbers,
  isIncluded: (account: string) => boolean,
): Generator<StateRecord> {
  yield* publishedRecords(snapshot, questions, numbers)
  const accounts = snapshot.accounts.filter(({ id, isClosed }) => !isClosed && isIncluded(id))
  for (const account of accounts) yield* accountRecords(account, questions)
  for (const account of accounts)
    for (const row of account.rows)
      if (snapshot.members.accountOf(row) === account.number)
        yield memberRecord(snapshot, account, row, questions, numbers)
  for (const meeting of snapshot.meetings.values())
    if (isIncluded(snapshot.accountOf(meeting.account)?.id ?? '')) yield* meetingRecords(meeting)
}

function* publishedRecords(
  snapshot: Snapshot,
  questions: number,
  numbers: BasisNumbers,
): Generator<StateRecord> {
  yield {
    type: 'rules',
    everyoneAgreesIn: [...snapshot.everyoneAgreesIn],
    openLabels: [...snapshot.openLabels],
  }
  yield { type: 'terms', spans: spansOf(snapshot.terms) }
  for (const purpose of snapshot.purposes.values()) yield { type: 'purpose', ...purpose }
  for (const [key, category] of snapshot.categories) yield { type: 'category', ...category, key }
  for (const question of snapshot.questions.slice(0, questions)) {
    const { number, ceilings } = question
    if (ceilings !== null) yield { type: 'question', question: number, ceilings: spansOf(ceilings) }
    for (const basis of question.bases)
      // One that came while the lines were taken follows as a change.
      if (basis !== undefined && numbers.has(basis.id))
        yield { ...basis, type: 'basis', question: number }
  }
}

function* accountRecords(account: AccountState, questions: number): Generator<StateRecord> {
  const { id, external, regime, setting, authorised, isUnknownPlaceStrict, observedUntil } = account
  yield {
    type: 'account',
    id,
    external,
    closed: false,
    regime,
    setting,
    authorised: [...authorised],
    unknownPlaceIsStrict: isUnknownPlaceStrict,
    observedUntil,
  }
  for (const [question, settings] of account.permissions.slice(0, questions).entries())
    if (settings !== undefined) yield { type: 'permission', account: id, question, ...settings }
  for (const [group, permissions] of account.groups)
    for (const [question, permission] of permissions.slice(0, questions).entries())
      if (permission !== undefined)
        yield { type: 'group_permission', account: id, group, question, permission }
}

function memberRecord(
  snapshot: Snapshot,
  account: AccountState,
  row: number,
  questions: number,
  numbers: BasisNumbers,
): StateRecord {
  const { id, external, groups, isMinor } = snapshot.members.factsOf(row)
  const answers: number[] = []
  for (const question of snapshot.questions.slice(0, questions)) {
    const packed = question.answers.packedAt(row)
    if (packed === 0) continue
    const status = CONSENT_STATUSES.indexOf(statusIn(packed))
    const basis = question.bases[basisIn(packed)]
    answers.push(
      question.number,
      status + (isAskedIn(packed) ? CONSENT_STATUSES.length : 0),
      basis === undefined ? 0 : (numbers.get(basis.id) ?? 0),
      question.answers.expiresAt(row),
    )
  }
  return {
    type: 'member',
    account: account.id,
    id,
    external,
    left: false,
    groups,
    minor: isMinor,
    answers,
  }
}

function* meetingRecords(meeting: MeetingState): Generator<StateRecord> {
  yield {
    type: 'meeting',
    id: meeting.id,
    external: meeting.external,
    ended: false,
    account: meeting.account,
    roster: meeting.roster,
    host: meeting.host,
    label: meeting.label,
    forMinors: meeting.isForMinors,
    leavesOut: [...meeting.leavesOut],
    switches: Object.fromEntries(meeting.switches),
  }
  for (const participant of meeting.participants.values())
    yield participantRecord(meeting, participant)
}

function participantRecord(meeting: MeetingState, participant: ParticipantState): StateRecord {
  return {
    type: 'participant',
    meeting: meeting.id,
    roster: meeting.roster,
    id: participant.id,
    present: participant.isPresent,
    account: participant.account,
    member: participant.member,
    several: participant.isSeveral,
    device: participant.device,
    canBeAsked: participant.canBeAsked,
    place: participant.place,
    minor: participant.isMinor,
    told: [...participant.told],
    answers: Object.fromEntries(
      [...participant.answers].map(([feature, { answer, at }]) => [feature, [answer, at] as const]),
    ),
  }
}

function spansOf<T>(timeline: Timeline<T>): readonly (readonly [number, T])[] {
  return timeline.map(({ from, value }) => [from, value] as const)
}

function line(json: unknown): string {
  return `${JSON.stringify(json)}\n`
}
