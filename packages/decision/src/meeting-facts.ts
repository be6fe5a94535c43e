import type { AnswerCode } from './answer-reason.ts'
import { ceilingAt } from './evaluate-member.ts'
import { participantCode, type ParticipantFacts, type PartyFacts } from './participant.ts'
import type {
  AccountState,
  MeetingState,
  ParticipantState,
  PermissionState,
  Plan,
} from './snapshot-parts.ts'
import type { MeetingFacts } from './resolved-meetings.ts'
import type { Snapshot } from './snapshot.ts'
import { consentedCeiling, isForElsewhere, standingAt, standingUntil } from './standing.ts'
import { changesAfter } from './timeline.ts'

/** What the state knows about one feature in one meeting; the code where it does not know the host's account. */
export function meetingFacts(
  snapshot: Snapshot,
  plan: Plan,
  meeting: MeetingState,
  now: number,
): MeetingFacts | AnswerCode {
  const host = snapshot.accountOf(meeting.account)
  if (host === null) return 'UNKNOWN_ACCOUNT'
  const [question] = plan.questions
  const { number } = question
  const scene: Scene = {
    snapshot,
    plan,
    meeting,
    host,
    now,
    changesAt: Infinity,
    notice: plan.purpose.notice ?? '',
    places: new Map(),
    parties: new Map(),
  }
  const present = [...meeting.participants.values()].filter(({ isPresent }) => isPresent)
  const participants = present.map((each) => participantFacts(scene, each))
  const hosting = present.find(({ id }) => id === meeting.host)
  const hostRow = hosting === undefined ? null : rowOf(scene, hosting, host)
  const { needsConsent } = plan
  let byId: ReadonlyMap<string, ParticipantFacts> | null = null
  return {
    changesAt: Math.min(scene.changesAt, changesAfter(question.ceilings ?? [], now)),
    question: {
      ceilings: [ceilingAt(question, now)],
      needsConsent,
      host: partyOf(scene, host),
      hostGroups: hostRow === null ? [] : groupsOf(scene, host, hostRow, number),
      isHostPresent: hostRow !== null,
      switch: meeting.switches.get(plan.purpose.key) ?? null,
      isClosedByLabel: isClosed(snapshot, meeting.label),
      isForMinors: meeting.isForMinors,
      canLeaveOut: plan.purpose.categories.every((each) => meeting.leavesOut.has(each)),
      participants,
    },
    codeOf: (id, mode) => {
      byId ??= new Map(participants.map((each) => [each.id, each]))
      const participant = byId.get(id)
      if (participant === undefined) return 'UNKNOWN_PARTICIPANT'
      return participantCode(participant, { passes: mode === 'tell-and-object', needsConsent })
    },
  }
}

/** A label that the operator has not declared open closes the meeting. */
export function isClosed(snapshot: Snapshot, label: string | null): boolean {
  return label !== null && !snapshot.openLabels.has(label)
}

type Scene = {
  readonly snapshot: Snapshot
  readonly plan: Plan
  readonly meeting: MeetingState
  readonly host: AccountState
  readonly now: number
  /** Moves nearer with every yes that ends in time. */
  changesAt: number
  readonly notice: string
  readonly places: Map<string, ParticipantFacts['place']>
  /** An account's side, once for all its people. */
  readonly parties: Map<AccountState, PartyFacts>
}

function participantFacts(scene: Scene, participant: ParticipantState): ParticipantFacts {
  if (participant.account === null && participant.member === null)
    return {
      ...strangerFacts(scene, participant),
      answer: answerOf(scene, participant, null),
      isMinor: participant.isMinor ?? scene.meeting.isForMinors,
    }
  const account =
    participant.account === null ? null : scene.snapshot.accountOf(participant.account)
  const row = account === null ? null : rowOf(scene, participant, account)
  if (account === null || row === null)
    return { ...strangerFacts(scene, participant), party: 'unidentified' }
  return knownFacts(scene, participant, account, row)
}

function knownFacts(
  scene: Scene,
  participant: ParticipantState,
  account: AccountState,
  row: number,
): ParticipantFacts {
  const [question] = scene.plan.questions
  scene.changesAt = Math.min(scene.changesAt, standingUntil(question, row))
  return {
    id: participant.id,
    party: account === scene.host ? 'own' : 'other',
    account: partyOf(scene, account),
    groups: groupsOf(scene, account, row, question.number),
    standing: standingAt(question, row, scene.now),
    isStandingForElsewhere: isForElsewhere(question, row),
    consented: consentedCeiling(question, row),
    answer: answerOf(scene, participant, account),
    device: participant.device,
    canBeAsked: participant.canBeAsked,
    place: placeOf(scene, participant.place),
    isMinor: isMinorIn(scene, participant, account, row),
    isTold: participant.told.has(scene.notice),
  }
}

function strangerFacts(scene: Scene, participant: ParticipantState): ParticipantFacts {
  return {
    id: participant.id,
    party: 'guest',
    account: null,
    groups: NO_GROUPS,
    standing: 'undecided',
    isStandingForElsewhere: false,
    consented: 'open',
    answer: null,
    device: participant.device,
    canBeAsked: participant.canBeAsked,
    place: placeOf(scene, participant.place),
    isMinor: false,
    isTold: participant.told.has(scene.notice),
  }
}

const NOTHING_SET: PermissionState = {
  permission: null,
  ground: 'consent',
  mode: null,
  elsewhere: null,
  elsewhereMode: null,
  offAt: -1,
  elsewhereOffAt: -1,
}

const NO_GROUPS: ParticipantFacts['groups'] = []

function rowOf(
  { snapshot }: Scene,
  { account: accountId, member }: ParticipantState,
  account: AccountState,
): number | null {
  if (member === null || accountId === null) return null
  return snapshot.accountOf(accountId) === account
    ? snapshot.members.find(account.number, member)
    : null
}

function partyOf(scene: Scene, account: AccountState): PartyFacts {
  const known = scene.parties.get(account)
  if (known !== undefined) return known
  const { plan, host } = scene
  const isHost = account === host
  const settings = account.permissions[plan.questions[0].number] ?? NOTHING_SET
  const party: PartyFacts = {
    permission: settings.permission,
    elsewhere: settings.elsewhere,
    mode: isHost ? settings.mode : settings.elsewhereMode,
    // An account's ground is for its own members in its own meetings.
    ground: isHost ? settings.ground : 'consent',
    regime: account.regime,
    isAuthorised: account.authorised.has(plan.purpose.key),
    isRuledOut: account.setting !== null && plan.purpose.ruledOutIn.includes(account.setting),
    isUnknownPlaceStrict: account.isUnknownPlaceStrict,
  }
  scene.parties.set(account, party)
  return party
}

function groupsOf({ snapshot }: Scene, account: AccountState, row: number, question: number) {
  if (account.groups.size === 0) return NO_GROUPS
  return snapshot.members
    .groupsOf(row)
    .map((group) => account.groups.get(group)?.[question] ?? null)
}

/** A yes that was said before the feature was turned off above it counts no more; a no always does. */
function answerOf(
  { plan, host }: Scene,
  participant: ParticipantState,
  account: AccountState | null,
): 'include' | 'leave_out' | null {
  const said = participant.answers.get(plan.purpose.key)
  if (said === undefined) return null
  if (said.answer === 'leave_out') return 'leave_out'
  const { number } = plan.questions[0]
  const theirs = account === null || account === host ? undefined : account.permissions[number]
  const offAt = Math.max(
    host.permissions[number]?.offAt ?? -1,
    theirs?.offAt ?? -1,
    theirs?.elsewhereOffAt ?? -1,
  )
  return said.at > offAt ? 'include' : null
}

function isMinorIn(
  { snapshot, meeting }: Scene,
  participant: ParticipantState,
  account: AccountState,
  row: number,
): boolean {
  const known = snapshot.members.isMinor(row)
  if (participant.isMinor === true || known === true) return true
  const isAdult = participant.isMinor === false || known === false
  return !isAdult && (account.regime === 'minors' || meeting.isForMinors)
}

/** A country's rule holds in each of its parts. */
function placeOf({ snapshot, places }: Scene, place: string | null): ParticipantFacts['place'] {
  if (place === null) return 'unknown'
  const known = places.get(place)
  if (known !== undefined) return known
  const [country = place] = place.split('-')
  const { everyoneAgreesIn } = snapshot
  const isStrict = everyoneAgreesIn.has(place) || everyoneAgreesIn.has(country)
  const found = isStrict ? 'everyone_agrees' : 'open'
  places.set(place, found)
  return found
}
