import { evaluate, type Answer } from '@assent/decision'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerInMeeting } from '#lib/commands/answer-in-meeting.ts'
import { createApiKey } from '#lib/commands/create-api-key.ts'
import { createMeeting } from '#lib/commands/create-meeting.ts'
import { eraseGuest } from '#lib/commands/erase-guest.ts'
import { recordMeetingChanges } from '#lib/commands/record-meeting-changes.ts'
import { recordMeetingDisplay } from '#lib/commands/record-meeting-display.ts'
import { setFeaturePolicy } from '#lib/commands/set-feature-policy.ts'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import { meetingChangesInput, meetingInput } from '#lib/schemas/meetings.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadMeetingPerson } from '#lib/store/meeting-person.ts'
import { DecisionFeed } from './decision-feed.ts'
import { listFeaturePolicies } from './policies.ts'
import { findReceiptStanding } from './receipt-standing.ts'
import { followedState } from '../../test-support/decision-state.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { language, must, openWorld, type Team } from '../../test-support/world.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world
const scopes = ['meetings', 'answers'] as const
const named = { name: 'Meeting servers', accountSlug: null, scopes }
const { id: subjectId } = must(await createApiKey(world.commandLine, named, context))
const client: ApiClient = { kind: 'api_client', subjectId, accountId: null, scopes }
let host: Team
let guests: Team
let state: Awaited<ReturnType<typeof followedState>>
let meetingId: string
let keys = 0
afterAll(() => closeDatabase(database))

beforeAll(async () => {
  host = await world.team()
  guests = await world.team()
  await world.permit(host.admin, 'meeting_summary')
  await world.include(host.owner, 'meeting_summary')
  state = await followedState(context)
  const input = meetingInput.parse({
    account: host.account.slug,
    meeting: 'weekly',
    leavesOut: ['audio', 'chat'],
  })
  meetingId = must(await createMeeting(client, input, context)).id
})

test('what a platform states of a meeting is answered by, and by a state that is read whole', async () => {
  await states({ kind: 'joined', participant: 'p1', ...of(host, 'owner') })
  await states({ kind: 'host_changed', participant: 'p1' })
  expect(await whole()).toMatchObject({ decision: 'permit', reasons: [] })
  await states({ kind: 'joined', participant: 'p2', ...of(host, 'member') })
  expect(await whole()).toMatchObject({
    decision: 'permit',
    reasons: [{ code: 'MEMBER_UNDECIDED', count: 1 }],
    obligations: [
      { type: 'show_notice', participants: ['p1', 'p2'] },
      { type: 'leave_out', participants: ['p2'] },
    ],
  })
  await states({ kind: 'feature_stopped', feature: 'meeting_summary' })
  expect(await codes()).toEqual(['deny', 'MEETING_OFF'])
  await states({ kind: 'feature_started', feature: 'meeting_summary' })
  await states({ kind: 'described', label: 'legal', leavesOut: ['audio', 'chat'] })
  expect(await codes()).toEqual(['deny', 'LABEL_FORBIDS'])
  await states({ kind: 'described', label: null, leavesOut: [] })
  expect(await codes()).toEqual(['deny', 'MEMBER_UNDECIDED'])
  await states({ kind: 'described', label: null, leavesOut: ['audio', 'chat'] })
  expect(await codes()).toEqual(['permit', 'MEMBER_UNDECIDED'])
})

test('whom the platform names and nobody knows is no guest', async () => {
  await states({ kind: 'joined', participant: 'p9', account: 'nowhere', member: 'nobody' })
  expect(await codes()).toContain('PARTICIPANT_UNIDENTIFIED')
  await states({ kind: 'left', participant: 'p9' })
  expect(await codes()).toEqual(['permit', 'MEMBER_UNDECIDED'])
})

test('a guest who is shown the notice and answers is told of, and included from then on', async () => {
  await states({ kind: 'joined', participant: 'guest' })
  expect(await codes()).toEqual(['permit', 'MEMBER_UNDECIDED', 'PARTICIPANT_NOT_ASKED'])
  await answers('guest', 'include')
  expect(await codes()).toEqual(['permit', 'MEMBER_UNDECIDED'])
  expect((await whole()).obligations).toMatchObject([
    { type: 'show_notice', participants: ['p1', 'p2'] },
    { type: 'leave_out', participants: ['p2'] },
  ])
  await answers('guest', 'leave_out')
  expect(await codes()).toEqual(['permit', 'MEMBER_UNDECIDED', 'PARTICIPANT_REFUSED'])
})

test('an off ends a yes that was said in the meeting, and permitting again does not bring it back', async () => {
  await answers('guest', 'include')
  expect(await codes()).toEqual(['permit', 'MEMBER_UNDECIDED'])
  // Both before anybody looks.
  await world.forbid(host.admin, 'meeting_summary')
  await world.permit(host.admin, 'meeting_summary')
  await world.sequence()
  await world.include(host.owner, 'meeting_summary')
  expect(await codes()).toContain('PARTICIPANT_NOT_ANSWERED')
  await answers('guest', 'include')
  expect(await codes()).toEqual(['permit', 'MEMBER_UNDECIDED'])
})

test('whom the platform names by the id of somebody else has said nothing, and was told nothing', async () => {
  await states({ kind: 'joined', participant: 'seat' })
  const guests = await answers('seat', 'include')
  expect(await codesOf('seat')).toEqual([])
  await states({ kind: 'joined', participant: 'seat', ...of(host, 'admin') })
  expect(await codesOf('seat')).toEqual(['MEMBER_UNDECIDED'])
  expect((await whole()).obligations).toMatchObject([
    { type: 'show_notice', participants: ['p1', 'p2', 'seat'] },
    { type: 'leave_out', participants: ['p2', 'seat'] },
  ])
  await answers('seat', 'include')
  expect(await codesOf('seat')).toEqual([])
  expect((await whole()).obligations).toMatchObject([
    { type: 'show_notice', participants: ['p1', 'p2'] },
    { type: 'leave_out', participants: ['p2'] },
  ])
  const stands = async () => (await findReceiptStanding(guests, context))?.lines[0]?.state
  // What the newcomer says is no word of the guest's, but for a no, which stands before it.
  expect(await stands()).toBe('in_force')
  await answers('seat', 'leave_out')
  expect(await stands()).toBe('withdrawn')
  await states({ kind: 'joined', participant: 'seat' })
  expect(await codesOf('seat')).toEqual(['PARTICIPANT_REFUSED'])
  await answers('seat', 'include')
  expect(await codesOf('seat')).toEqual([])
  await states({ kind: 'left', participant: 'seat' })
})

test('a guest who erases themselves is left out from then on', async () => {
  await states({ kind: 'joined', participant: 'gone' })
  await answers('gone', 'include')
  expect(await codes()).toEqual(['permit', 'MEMBER_UNDECIDED'])
  // Evidence is kept by the database's clock.
  const today = { ...context, now: () => new Date() }
  const input = { meetingId, participant: 'gone', method: 'client', language } as const
  must(await eraseGuest(client, input, today))
  expect(await codes()).toEqual(['permit', 'MEMBER_UNDECIDED', 'PARTICIPANT_UNIDENTIFIED'])
  await states({ kind: 'left', participant: 'gone' })
})

test('another account’s people are in where it says so, and its off elsewhere ends what they said', async () => {
  await world.permit(guests.admin, 'meeting_summary')
  await states({ kind: 'joined', participant: 'v', ...of(guests, 'member') })
  expect(await codes()).toContain('OTHER_ACCOUNT_UNSET')
  await elsewhere('members_decide')
  expect(await codes()).not.toContain('OTHER_ACCOUNT_UNSET')
  await answers('v', 'include')
  expect(await codes()).toEqual(['permit', 'MEMBER_UNDECIDED'])
  await elsewhere('off')
  expect(await codes()).toContain('OTHER_ACCOUNT_OFF')
  await elsewhere('members_decide')
  expect(await codes()).toContain('PARTICIPANT_NOT_ANSWERED')
})

test('a group’s off ends what its people said in the meeting, and to lift it brings nothing back', async () => {
  const { admin, member } = host
  const turn = (moves: Parameters<typeof world.group>[2]) => world.group(admin, 'quiet', moves)
  await world.client(member, ['accounts'])
  await world.link(member)
  await answers('p2', 'include')
  await turn({ joining: [member] })
  expect(await codesOf('p2')).toEqual([])
  await turn({ off: ['meeting_summary'] })
  expect(await codesOf('p2')).toEqual(['GROUP_OFF'])
  // By itself, and both before anybody looks.
  await turn({ open: ['meeting_summary'] })
  expect(await codesOf('p2')).toEqual(['MEMBER_UNDECIDED'])
  await answers('p2', 'include')
  expect(await codesOf('p2')).toEqual([])
  await turn({ off: ['meeting_summary'] })
  await turn({ open: ['meeting_summary'] })
  expect(await codesOf('p2')).toEqual(['MEMBER_UNDECIDED'])
  // Whoever comes into a group that has it off, and leaves it again.
  await turn({ leaving: [member], off: ['meeting_summary'] })
  await answers('p2', 'include')
  expect(await codesOf('p2')).toEqual([])
  await turn({ joining: [member] })
  await turn({ leaving: [member] })
  await world.sequence()
  expect(await codesOf('p2')).toEqual(['MEMBER_UNDECIDED'])
  // Acts in a group are about its people alone.
  await answers('p2', 'include')
  await turn({ open: ['meeting_summary'] })
  expect(await codesOf('p2')).toEqual([])
  await answers('p2', 'leave_out')
})

test('a yes that was said in the meeting counts no more once what it rests on widens', async () => {
  await states({ kind: 'joined', participant: 'reader' })
  await answers('reader', 'include')
  expect(await codesOf('reader')).toEqual([])
  world.clock.advance(60_000)
  const wider = smallTerms.replace('in a meeting', 'in any meeting')
  await world.publishTerms(wider, smallMapping, { effect: 'widens' })
  expect(await codesOf('reader')).toContain('PARTICIPANT_NOT_ANSWERED')
})

test('of a large meeting only those are told again of whom there is something new', async () => {
  const guests = Array.from({ length: 120 }, (_, i) => `crowd-${i}`)
  for (const participant of guests) await states({ kind: 'invited', participant })
  // What was published before stands where it will stay.
  await world.sequence()
  await whole()
  const feed = new DecisionFeed(context)
  for await (const draft of feed.start()) expect(draft.records).not.toEqual([])
  const told = async () => {
    const { drafts } = await feed.next()
    return drafts.flatMap(({ records }) =>
      records.flatMap((record) => (record.type === 'participant' ? record.id : [])),
    )
  }
  expect(await told()).toEqual([])
  await answers('crowd-7', 'include')
  expect(await told()).toEqual(['crowd-7'])
  await states({ kind: 'joined', participant: 'crowd-8' })
  await answers('crowd-9', 'leave_out')
  expect((await told()).sort()).toEqual(['crowd-8', 'crowd-9'])
  await states({ kind: 'described', label: 'legal', leavesOut: ['audio', 'chat'] })
  expect(await told()).toEqual([])
  expect(await codes()).toEqual(['deny', 'LABEL_FORBIDS'])
  await states({ kind: 'described', label: null, leavesOut: ['audio', 'chat'] })
  expect(await codes()).toContain('PARTICIPANT_NOT_ASKED')
  await answers('crowd-8', 'include')
  expect(await codes()).not.toContain('PARTICIPANT_NOT_ASKED')
  await states({ kind: 'left', participant: 'crowd-8' })
  await world.sequence()
  expect(await codes()).not.toContain('PARTICIPANT_NOT_ASKED')
  expect(await told()).toContain('crowd-8')
  const today = { ...context, now: () => new Date() }
  const input = { meetingId, participant: 'crowd-7', method: 'client', language } as const
  must(await eraseGuest(client, input, today))
  expect((await told()).length).toBeGreaterThan(guests.length)
  await codes()
})

test('a roster that is behind is a no, and so is a meeting that ended', async () => {
  const meeting = state.snapshot.meetingOf('weekly', null)
  const behind = evaluate(state.snapshot, question(meeting!.roster - 1), context.now().getTime())
  expect(behind.reasons).toMatchObject([{ code: 'ROSTER_BEHIND' }])
  await states({ kind: 'ended' })
  expect(await codes()).toEqual(['deny', 'UNKNOWN_MEETING'])
})

function of({ account, ...people }: Team, who: 'owner' | 'admin' | 'member') {
  return { account: account.slug, member: people[who].subjectId }
}

async function states(change: object): Promise<void> {
  world.clock.advance(1000)
  const { changes } = meetingChangesInput.parse({ changes: [{ key: `k${++keys}`, ...change }] })
  must(await recordMeetingChanges(client, { meetingId, changes }, context))
}

async function answers(participant: string, intent: 'include' | 'leave_out'): Promise<string> {
  const { now, digestOf } = context
  const about = { meetingId, participant }
  const moment = { at: now(), before: null, language, digestOf }
  const person = await loadMeetingPerson(database, client, about, moment)
  if (typeof person === 'string') throw new Error(person)
  const { digest } = person.notice
  const shown = { ...about, digest, language, method: 'client' } as const
  must(await recordMeetingDisplay(client, shown, context))
  const said = {
    ...about,
    answers: [{ feature: 'meeting_summary', intent }],
    displayed: digest,
    method: 'client' as const,
    language,
    interfaceVersion: 'test-1',
  }
  return must(await answerInMeeting(client, said, context)).receiptId!
}

async function elsewhere(permission: 'members_decide' | 'off'): Promise<void> {
  const policies = [{ purpose: 'meeting_summary', elsewhere: permission }]
  const { revision: expected } = await listFeaturePolicies(guests.admin, { language }, context)
  must(await setFeaturePolicy(guests.admin, { policies, expected, language }, context))
}

function question(roster: number | null) {
  return { kind: 'feature', meeting: 'weekly', roster, purpose: 'meeting_summary' } as const
}

/** The answer about the whole meeting, of the state that is followed: the same as of one that is read whole. */
async function whole(): Promise<Answer> {
  await state.follow()
  const read = await followedState(context)
  await read.follow()
  const [followed, fresh] = [state, read].map(({ snapshot }) => {
    const roster = snapshot.meetingOf('weekly', null)?.roster ?? null
    const answer = evaluate(snapshot, question(roster), context.now().getTime())
    return { ...answer, revision: 0 }
  })
  expect(followed).toEqual(fresh)
  return followed!
}

async function codes(): Promise<string[]> {
  const { decision, reasons } = await whole()
  return [decision, ...reasons.map(({ code }) => code)]
}

/** Why one participant's part may not be taken in. */
async function codesOf(participant: string): Promise<string[]> {
  await whole()
  const about = { ...question(state.snapshot.meetingOf('weekly', null)!.roster), participant }
  return evaluate(state.snapshot, about, context.now().getTime()).reasons.map(({ code }) => code)
}
