import { StateFormatError } from './record-reader.ts'
import type { ParticipantState } from './snapshot-parts.ts'
import type { Snapshot } from './snapshot.ts'
import type { MeetingRecord, ParticipantRecord } from './state-record.ts'

export function applyMeeting(snapshot: Snapshot, record: MeetingRecord): void {
  const known = snapshot.meetings.get(record.id)
  if (known !== undefined) snapshot.meetingsByExternal.remove(known.external, known.id)
  if (record.ended) {
    snapshot.meetings.delete(record.id)
    return
  }
  snapshot.meetingsByExternal.add(record.external, record.id)
  snapshot.meetings.set(record.id, {
    id: record.id,
    external: record.external,
    account: record.account,
    roster: Math.max(record.roster, known?.roster ?? 0),
    host: record.host,
    label: record.label,
    isForMinors: record.forMinors,
    leavesOut: new Set(record.leavesOut),
    switches: new Map(Object.entries(record.switches)),
    participants: known?.participants ?? new Map<string, ParticipantState>(),
  })
}

/** Who left stays known for what they contributed, and is not present. */
export function applyParticipant(snapshot: Snapshot, record: ParticipantRecord): void {
  const meeting = snapshot.meetings.get(record.meeting)
  if (meeting === undefined)
    throw new StateFormatError(`meeting ${record.meeting} comes after who is in it`)
  meeting.roster = Math.max(meeting.roster, record.roster)
  meeting.participants.set(record.id, {
    id: record.id,
    isPresent: record.present,
    account: record.account,
    member: record.member,
    isSeveral: record.several,
    device: record.device,
    canBeAsked: record.canBeAsked,
    place: record.place,
    isMinor: record.minor,
    told: new Set(record.told),
    answers: new Map(
      Object.entries(record.answers).map(([feature, [answer, at]]) => [feature, { answer, at }]),
    ),
  })
}
