import type { MeetingChange, MeetingStatement, ParticipantStatement } from './meeting-change.ts'

/** A meeting as it began, before anything was stated of it. */
export type MeetingBeginning = {
  readonly label: string | null
  readonly isForMinors: boolean
  readonly leavesOut: readonly string[]
}

export type Meeting = MeetingBeginning & {
  /** The highest seq among the changes; 0 before the first. */
  readonly roster: number
  readonly hasEnded: boolean
  /** The host's participant id, there or not; null while nobody was named. */
  readonly host: string | null
  readonly participants: ReadonlyMap<string, MeetingParticipant>
  readonly features: ReadonlyMap<string, MeetingFeature>
}

export type MeetingParticipant = ParticipantStatement & {
  /** The seq of the first statement in which they are named: a number for them in this meeting. */
  readonly number: number
  /** The seq of the last statement about them. */
  readonly roster: number
  /** Statements have named more than one person by this id: what came by it before is not of who it is now. */
  readonly isSeveral: boolean
  readonly isPresent: boolean
}

export type MeetingFeature = {
  /** Null where it was announced and never turned. */
  readonly switch: 'on' | 'off' | null
  /** Who turned it last, where it was somebody in the meeting. */
  readonly turnedBy: string | null
  readonly turnedAt: Date | null
}

/**
 * What the platform's statements add up to. The same for the same statements, in whatever order they came
 * and however often each: what happened later, by the platform's clock, holds, and of two at the same
 * instant the stricter (somebody is there, a feature is off, a label closes). A meeting that ended stays so.
 */
export function foldMeeting(
  beginning: MeetingBeginning,
  changes: readonly MeetingChange[],
): Meeting {
  const ordered = [...new Map(changes.map((change) => [change.key, change])).values()].sort(byTime)
  return {
    ...beginning,
    ...lastDescribed(ordered),
    roster: changes.reduce((last, { seq }) => Math.max(last, seq), 0),
    hasEnded: ordered.some(({ statement }) => statement.kind === 'ended'),
    host: ordered.findLast(isOf('host_changed'))?.statement.participant ?? null,
    participants: participantsIn(ordered),
    features: featuresIn(ordered),
  }
}

type ChangeOf<Kind> = MeetingChange & {
  readonly statement: Extract<MeetingStatement, { kind: Kind }>
}

function isOf<Kind extends MeetingStatement['kind']>(...kinds: Kind[]) {
  return (change: MeetingChange): change is ChangeOf<Kind> =>
    (kinds as readonly string[]).includes(change.statement.kind)
}

function byTime(a: MeetingChange, b: MeetingChange): number {
  return (
    a.at.getTime() - b.at.getTime() ||
    strictness(a.statement) - strictness(b.statement) ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  )
}

/** Of two statements at the same instant the one with the larger number holds. */
function strictness(statement: MeetingStatement): number {
  switch (statement.kind) {
    case 'invited':
    case 'left':
    case 'feature_announced':
      return 0
    case 'feature_started':
      return 1
    case 'joined':
    case 'feature_stopped':
    case 'ended':
      return 2
    case 'host_changed':
      return statement.participant === null ? 1 : 0
    case 'described':
      return (statement.label === null ? 0 : 2) + (statement.isForMinors ? 1 : 0)
  }
}

function lastDescribed(ordered: readonly MeetingChange[]): Partial<MeetingBeginning> {
  const last = ordered.findLast(isOf('described'))?.statement
  if (last === undefined) return {}
  return { label: last.label, isForMinors: last.isForMinors, leavesOut: last.leavesOut }
}

function participantsIn(ordered: readonly MeetingChange[]): Map<string, MeetingParticipant> {
  const participants = new Map<string, MeetingParticipant>()
  // Somebody can leave in a statement that comes before the one in which they joined.
  const present = new Set<string>()
  const rosters = new Map<string, number>()
  const people = new Map<string, Set<string>>()
  for (const { seq, statement } of ordered.filter(isOf('invited', 'joined', 'left'))) {
    const { participant } = statement
    rosters.set(participant, Math.max(seq, rosters.get(participant) ?? 0))
    if (statement.kind === 'joined') present.add(participant)
    if (statement.kind === 'left') present.delete(participant)
    else {
      const number = Math.min(seq, participants.get(participant)?.number ?? seq)
      const known = { number, roster: 0, isPresent: false, isSeveral: false }
      participants.set(participant, { ...said(statement), ...known })
      people.set(participant, (people.get(participant) ?? new Set()).add(whoItIs(statement)))
    }
  }
  for (const [id, participant] of participants)
    participants.set(id, {
      ...participant,
      roster: rosters.get(id) ?? participant.number,
      isPresent: present.has(id),
      isSeveral: (people.get(id)?.size ?? 0) > 1,
    })
  return participants
}

/** One of whom nobody knows who they are is somebody else than whoever is known. */
function whoItIs({ account, member, isUnidentified }: ParticipantStatement): string {
  return JSON.stringify([account, member, isUnidentified])
}

function said(statement: ParticipantStatement): ParticipantStatement {
  const { participant, account, member, isUnidentified, device, canBeAsked, place, isMinor } =
    statement
  return { participant, account, member, isUnidentified, device, canBeAsked, place, isMinor }
}

function featuresIn(ordered: readonly MeetingChange[]): Map<string, MeetingFeature> {
  const features = new Map<string, MeetingFeature>()
  for (const { at, statement } of ordered.filter(
    isOf('feature_announced', 'feature_started', 'feature_stopped'),
  )) {
    const { kind, feature, participant } = statement
    if (kind === 'feature_announced') {
      const known = features.get(feature)
      features.set(feature, known ?? { switch: null, turnedBy: null, turnedAt: null })
    } else {
      const position = kind === 'feature_started' ? 'on' : 'off'
      features.set(feature, { switch: position, turnedBy: participant, turnedAt: at })
    }
  }
  return features
}
