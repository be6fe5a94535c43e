import { MAX_BASIS, revoked } from './answer-column.ts'
import { applyMeeting, applyParticipant } from './apply-meeting.ts'
import { StateFormatError } from './record-reader.ts'
import type { AccountState, PermissionState, QuestionState } from './snapshot-parts.ts'
import type { Snapshot } from './snapshot.ts'
import type { MemberRecord, PermissionRecord, StateRecord } from './state-record.ts'

/** What the numbers in one document stand for, and the position that its records have. */
export type Legend = {
  readonly position: number
  readonly questions: readonly QuestionState[]
  readonly bases: readonly string[]
}

/** Writes one record into the state. Throws StateFormatError where it speaks of what the state does not hold. */
export function applyRecord(snapshot: Snapshot, record: StateRecord, legend: Legend): void {
  switch (record.type) {
    case 'member':
      applyMember(snapshot, record, legend)
      return
    case 'participant':
      applyParticipant(snapshot, record)
      return
    case 'meeting':
      applyMeeting(snapshot, record)
      return
    case 'permission':
      applyPermission(snapshot, record, legend)
      return
    case 'group_permission':
      applyGroupPermission(snapshot, record, legend)
      return
    case 'account':
      applyAccount(snapshot, record)
      return
    case 'rules':
    case 'terms':
    case 'purpose':
    case 'category':
    case 'question':
    case 'basis':
      applyPublished(snapshot, record, legend)
  }
}

type Published = Extract<
  StateRecord,
  { type: 'rules' | 'terms' | 'purpose' | 'category' | 'question' | 'basis' }
>

function applyPublished(snapshot: Snapshot, record: Published, legend: Legend): void {
  switch (record.type) {
    case 'rules':
      snapshot.everyoneAgreesIn = new Set(record.everyoneAgreesIn)
      snapshot.openLabels = new Set(record.openLabels)
      return
    case 'terms':
      snapshot.terms = record.spans.map(([from, value]) => ({ from, value }))
      return
    case 'purpose':
      snapshot.forgetPlans()
      snapshot.purposes.set(record.key, record)
      return
    case 'category':
      snapshot.forgetPlans()
      snapshot.categories.set(record.key, record)
      return
    case 'question':
      snapshot.forgetPlans()
      questionIn(legend, record.question).ceilings =
        record.ceilings.length === 0
          ? null
          : record.ceilings.map(([from, value]) => ({ from, value }))
      return
    case 'basis':
      applyBasis(questionIn(legend, record.question), record)
  }
}

function applyBasis(question: QuestionState, record: Extract<Published, { type: 'basis' }>): void {
  const number = question.basisNumbers.get(record.id) ?? question.bases.length
  if (number > MAX_BASIS) throw new StateFormatError(`basis ${record.id} is one too many`)
  question.basisNumbers.set(record.id, number)
  question.bases[number] = record
}

function applyAccount(snapshot: Snapshot, record: Extract<StateRecord, { type: 'account' }>): void {
  const account = accountState(snapshot, record.id)
  const { external } = account
  if (external !== null && snapshot.accountsByExternal.get(external) === account.number)
    snapshot.accountsByExternal.delete(external)
  if (record.external !== null && !record.closed)
    snapshot.accountsByExternal.set(record.external, account.number)
  account.external = record.external
  account.isClosed = record.closed
  account.regime = record.regime
  account.setting = record.setting
  account.authorised = new Set(record.authorised)
  account.isUnknownPlaceStrict = record.unknownPlaceIsStrict
  account.observedUntil = record.observedUntil
  if (record.observedUntil === null) snapshot.observing.delete(account.number)
  else snapshot.observing.add(account.number)
}

function accountState(snapshot: Snapshot, id: string): AccountState {
  const known = snapshot.accountsById.get(id)
  const found = known === undefined ? undefined : snapshot.accounts[known]
  if (found !== undefined) return found
  const account: AccountState = {
    number: snapshot.accounts.length,
    id,
    external: null,
    isClosed: false,
    regime: 'none',
    setting: null,
    authorised: new Set(),
    isUnknownPlaceStrict: false,
    observedUntil: null,
    permissions: [],
    groups: new Map(),
    rows: [],
  }
  snapshot.accounts.push(account)
  snapshot.accountsById.set(id, account.number)
  return account
}

/** An `off` ends every yes below it, now and for good: permitting again finds nothing to revive. */
function applyPermission(snapshot: Snapshot, record: PermissionRecord, legend: Legend): void {
  const account = accountIn(snapshot, record.account)
  const question = questionIn(legend, record.question)
  const before = account.permissions[question.number]
  account.permissions[question.number] = snapshot.onePermission({
    permission: record.permission,
    ground: record.ground,
    mode: record.mode,
    elsewhere: record.elsewhere,
    elsewhereMode: record.elsewhereMode,
    offAt: Math.max(before?.offAt ?? -1, offAt(record.permission, record.offAt, legend)),
    elsewhereOffAt: Math.max(
      before?.elsewhereOffAt ?? -1,
      offAt(record.elsewhere, record.elsewhereOffAt, legend),
    ),
  })
  if (record.permission === 'off' && before?.permission !== 'off')
    for (const row of account.rows) question.answers.revoke(row)
}

function offAt(
  permission: PermissionState['permission'],
  recorded: number | null,
  { position }: Legend,
): number {
  return recorded ?? (permission === 'off' ? position : -1)
}

function applyGroupPermission(
  snapshot: Snapshot,
  record: Extract<StateRecord, { type: 'group_permission' }>,
  legend: Legend,
): void {
  const account = accountIn(snapshot, record.account)
  const question = questionIn(legend, record.question)
  const permissions = account.groups.get(record.group) ?? []
  account.groups.set(record.group, permissions)
  const wasOff = permissions[question.number] === 'off'
  permissions[question.number] = record.permission
  if (record.permission !== 'off' || wasOff) return
  for (const row of account.rows)
    if (snapshot.members.groupsOf(row).includes(record.group)) question.answers.revoke(row)
}

function removeMember(snapshot: Snapshot, account: AccountState, id: string): void {
  const row = snapshot.members.find(account.number, id)
  if (row === null || snapshot.members.factsOf(row).id !== id) return
  for (const { answers } of snapshot.questions)
    if (answers.packedAt(row) !== 0) answers.set(row, 0, 0)
  snapshot.members.remove(row)
}

function applyMember(snapshot: Snapshot, record: MemberRecord, legend: Legend): void {
  const account = accountIn(snapshot, record.account)
  if (record.left) {
    removeMember(snapshot, account, record.id)
    return
  }
  const { members } = snapshot
  const known = members.count
  const row = members.put(account.number, {
    id: record.id,
    external: record.external,
    groups: record.groups,
    isMinor: record.minor,
  })
  if (row >= known) account.rows.push(row)
  else revokeUnderLocks(snapshot, account, row)
  const { answers } = record
  for (let i = 0; i < answers.length; i += 4) {
    const question = questionIn(legend, answers[i] ?? -1)
    const packed = (answers[i + 1] ?? 0) | (basisNumber(question, legend, answers[i + 2] ?? 0) << 4)
    // A yes that arrives behind an `off` must not come alive when the door opens.
    const isOff = isTurnedOff(account, members.groupsOf(row), question.number)
    question.answers.set(row, isOff ? revoked(packed) : packed, answers[i + 3] ?? 0)
  }
}

/** Whoever joins a group that has turned something off has their yes ended by it. */
function revokeUnderLocks(snapshot: Snapshot, account: AccountState, row: number): void {
  const groups = snapshot.members.groupsOf(row)
  if (groups.length === 0) return
  for (const { number, answers } of snapshot.questions)
    if (answers.packedAt(row) !== 0 && isTurnedOff(account, groups, number)) answers.revoke(row)
}

function isTurnedOff(account: AccountState, groups: readonly string[], question: number): boolean {
  if (account.permissions[question]?.permission === 'off') return true
  if (groups.length === 0) return false
  return groups.some((group) => account.groups.get(group)?.[question] === 'off')
}

/** A basis that the question does not have is none: no yes stands on it. */
function basisNumber(question: QuestionState, { bases }: Legend, listed: number): number {
  if (listed === 0) return 0
  const basis = bases[listed - 1]
  // Mostly a question has one basis, and the last is asked for.
  if (question.bases.at(-1)?.id === basis) return question.bases.length - 1
  return question.basisNumbers.get(basis ?? '') ?? 0
}

function accountIn(snapshot: Snapshot, id: string): AccountState {
  const number = snapshot.accountsById.get(id)
  const account = number === undefined ? undefined : snapshot.accounts[number]
  if (account !== undefined) return account
  throw new StateFormatError(`account ${id} comes after what is said of it`)
}

function questionIn({ questions }: Legend, listed: number): QuestionState {
  const question = questions[listed]
  if (question !== undefined) return question
  throw new StateFormatError(`there is no question ${listed} in the header`)
}
