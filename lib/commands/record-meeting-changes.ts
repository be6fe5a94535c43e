import { canonicalJson } from '@assent/receipt'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import { maySpeakOf } from '#lib/domain/meeting/may-speak-of.ts'
import type { MeetingStatement, ParticipantStatement } from '#lib/domain/meeting/meeting-change.ts'
import { forgottenIn } from '#lib/domain/meeting/forgotten.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import type { StatedChange } from '#lib/schemas/meetings.ts'
import {
  findAccountsByName,
  findMembersByName,
  memberKey,
  type MemberName,
} from '#lib/store/meeting-parties.ts'
import {
  appendMeetingChanges,
  findMeeting,
  type NewMeetingChange,
  type StoredMeeting,
} from '#lib/store/meetings.ts'
import type { Context } from './context.ts'

/** What became of one statement: `differs` where its key was used for another one, which stays. */
export type RecordedChange = {
  readonly key: string
  readonly outcome: 'recorded' | 'known' | 'differs'
  /** The version of the roster that it made. */
  readonly roster: number
  /** Who was said to come, where it is of that kind. */
  readonly names: string | null
}

export type MeetingChangesRefusal = 'forbidden' | 'meeting_unknown' | 'at_ahead'

/** By how much a platform's clock may be ahead of ours: what is dated later would outrank all that follows. */
const CLOCK_SKEW_MS = 60_000

/**
 * Records what a platform states of a meeting: statements of several, of earlier, and those that it sent
 * before. Names of accounts and members are kept as random ids alone.
 */
export async function recordMeetingChanges(
  client: ApiClient,
  input: { readonly meetingId: string; readonly changes: readonly StatedChange[] },
  context: Context,
): Promise<Result<readonly RecordedChange[], MeetingChangesRefusal>> {
  if (!client.scopes.includes('meetings')) return fail('forbidden')
  const { database } = context
  const meeting = await findMeeting(database, input.meetingId)
  if (meeting === null || !maySpeakOf(client, meeting)) return fail('meeting_unknown')
  const now = context.now()
  const isAhead = ({ at }: StatedChange) =>
    at !== undefined && at.getTime() > now.getTime() + CLOCK_SKEW_MS
  if (input.changes.some(isAhead)) return fail('at_ahead')
  const stated = await resolveParties(input.changes, meeting, context)
  const given = input.changes.map((change, i): NewMeetingChange => ({
    key: change.key,
    at: change.at ?? now,
    statement: stated[i] ?? { kind: 'ended' },
  }))
  const { stored, added, erased } = await appendMeetingChanges(database, meeting.id, given, now)
  const byKey = new Map(stored.map((change) => [change.key, change]))
  return ok(
    given.map(({ key, statement }, i) => {
      const kept = byKey.get(key)
      if (kept === undefined) throw new Error(`table meeting_change has lost ${key}`)
      const wasAt = input.changes[i]?.at ?? kept.at
      // What was stated of whoever was erased is kept of nobody, so nothing is left to compare with.
      const compared = isOf(statement, erased) ? forgottenIn : asStated
      const isSame =
        essence(compared(kept.statement)) === essence(compared(statement)) &&
        kept.at.getTime() === wasAt.getTime()
      const outcome = added.has(key) ? 'recorded' : isSame ? 'known' : 'differs'
      return { key, outcome, roster: kept.seq, names: whoComes(kept.statement) }
    }),
  )
}

function asStated(statement: MeetingStatement): MeetingStatement {
  return statement
}

function whoComes(statement: MeetingStatement): string | null {
  const { kind } = statement
  return kind === 'joined' || kind === 'invited' ? statement.participant : null
}

function isOf(statement: MeetingStatement, who: ReadonlySet<string>): boolean {
  return 'participant' in statement && who.has(statement.participant ?? '')
}

/** Who is meant can become known between two sendings, so it makes no other statement. */
function essence(statement: MeetingStatement): string {
  return canonicalJson({ ...statement, account: null, member: null, isUnidentified: false })
}

/** Each change as it is kept: by random ids alone. */
async function resolveParties(
  changes: readonly StatedChange[],
  { accountId: hostId }: StoredMeeting,
  { database }: Context,
): Promise<readonly MeetingStatement[]> {
  const parties = changes.filter((change) => change.kind === 'joined' || change.kind === 'invited')
  const named = parties.flatMap(({ account }) => account ?? [])
  const accounts = await findAccountsByName(database, named)
  const accountOf = ({ account, member }: Party): string | null => {
    if (account !== undefined) return accounts.get(account)?.id ?? null
    // Who names a member and no account means a member of the host's.
    return member === undefined ? null : hostId
  }
  const nameOf = (party: Party): MemberName | null => {
    const accountId = accountOf(party)
    if (accountId === null || party.member === undefined) return null
    return { accountId, member: party.member }
  }
  const members = await findMembersByName(
    database,
    parties.flatMap((party) => nameOf(party) ?? []),
  )
  return changes.map((change) => {
    if (change.kind !== 'joined' && change.kind !== 'invited') return plainStatement(change)
    const name = nameOf(change)
    const member = name === null ? null : (members.get(memberKey(name)) ?? null)
    return { kind: change.kind, ...participantOf(change, accountOf(change), member) }
  })
}

type Party = Extract<StatedChange, { kind: 'joined' | 'invited' }>

function participantOf(
  { participant, account: named, member: called, device, canBeAsked, place, minor }: Party,
  account: string | null,
  member: string | null,
): ParticipantStatement {
  const isGuest = named === undefined && called === undefined
  return {
    participant,
    account,
    member,
    isUnidentified: !isGuest && member === null,
    device,
    canBeAsked: canBeAsked ?? device === 'client',
    place,
    isMinor: minor,
  }
}

/** What names nobody but by the platform's own id, without its key and instant. */
function plainStatement(change: Exclude<StatedChange, Party>): MeetingStatement {
  switch (change.kind) {
    case 'left':
      return { kind: change.kind, participant: change.participant }
    case 'host_changed':
      return { kind: change.kind, participant: change.participant }
    case 'feature_announced':
    case 'feature_started':
    case 'feature_stopped':
      return { kind: change.kind, feature: change.feature, participant: change.participant }
    case 'described': {
      const { kind, label, forMinors, leavesOut } = change
      return { kind, label, isForMinors: forMinors, leavesOut }
    }
    case 'ended':
      return { kind: change.kind }
  }
}
