import { parseStatement } from '@assent/receipt'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ApiClient, MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { ParticipantLink } from '#lib/domain/meeting/meeting-caller.ts'
import { meetingInput, meetingChangesInput } from '#lib/schemas/meetings.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadMeetingAnswers } from '#lib/store/meeting-acts.ts'
import { loadMeetingPerson } from '#lib/store/meeting-person.ts'
import { findMeetingHostView } from '#lib/queries/meeting-host.ts'
import { findMeetingNotice } from '#lib/queries/meeting-notice.ts'
import { findReceiptStanding } from '#lib/queries/receipt-standing.ts'
import { listRecord } from '#lib/queries/record.ts'
import { listReceipts } from '#lib/queries/receipts.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { language, must, openWorld, type Team } from '../../test-support/world.ts'
import { answerInMeeting } from './answer-in-meeting.ts'
import { askMeeting } from './ask-meeting.ts'
import { createApiKey } from './create-api-key.ts'
import { createMeeting } from './create-meeting.ts'
import { eraseMember } from './erase-member.ts'
import { recordMeetingChanges } from './record-meeting-changes.ts'
import { recordMeetingDisplay } from './record-meeting-display.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world
const key = { name: 'Meetings', accountSlug: null, scopes: ['meetings', 'answers'] as const }
const platform: ApiClient = {
  kind: 'api_client',
  subjectId: must(await createApiKey(world.commandLine, key, context)).id,
  accountId: null,
  scopes: key.scopes,
}
const SUMMARY = 'meeting_summary'
let team: Team
let meetings = 0

beforeAll(async () => {
  team = await world.team()
  await world.permit(team.admin, SUMMARY)
})
afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

describe('a guest', () => {
  test('is shown the notice, which is one act; answers, which is another; and changes their mind', async () => {
    const { id, guest } = await meeting()
    const before = await acts('notice_displayed', 'meeting_answered')
    expect(await show(id, guest)).toEqual({ ok: true, value: { isNew: true } })
    expect(await show(id, guest)).toEqual({ ok: true, value: { isNew: false } })
    expect(await answerOf(id, guest)).toBe('undecided')
    must(await answer(id, guest, 'include'))
    expect(await answerOf(id, guest)).toBe('include')
    must(await answer(id, guest, 'leave_out'))
    must(await answer(id, guest, 'leave_out'))
    expect(await answerOf(id, guest)).toBe('leave_out')
    must(await answer(id, guest, 'include'))
    expect(await acts('notice_displayed', 'meeting_answered')).toEqual(
      before.map((count, i) => count + [1, 3][i]!),
    )
  })

  test('leaves a consent receipt bound to the meeting, which names nobody', async () => {
    const { id, guest } = await meeting()
    const first = must(await answer(id, guest, 'include')).receiptId!
    const second = must(await answer(id, guest, 'leave_out')).receiptId!
    const given = await statementOf(first)
    const taken = await statementOf(second)
    expect(given).toMatchObject({
      '@id': `urn:uuid:${first}`,
      '@type': 'dpv:ConsentReceipt',
      meeting: `urn:uuid:${id}`,
      displayed: { 'schema:sha256': await noticeDigest(id, guest) },
    })
    const [record] = taken['dpv:hasRecordOfActivity'] as Record<string, unknown>[]
    expect(record).toMatchObject({
      'dct:replaces': { '@id': `urn:uuid:${first}#0` },
      'dpv:hasConsentStatus': [
        { '@type': ['dpv:ConsentWithdrawn', 'dpv:ExplicitlyExpressedConsent'] },
      ],
    })
    expect(JSON.stringify(given)).not.toContain('gus')
  })

  test('stands in no account’s record and among no one’s receipts', async () => {
    const { id, guest } = await meeting()
    const { receiptId } = must(await answer(id, guest, 'leave_out'))
    for (const reader of [team.owner, team.admin, team.auditor, team.member]) {
      const { entries } = await listRecord(reader, { kinds: null, before: null }, context)
      expect(entries.map((entry) => entry.id)).not.toContain(receiptId)
      const { receipts } = await listReceipts(reader, null, context)
      expect(receipts.map((receipt) => receipt.id)).not.toContain(receiptId)
    }
  })

  test('who acts twice at the same moment is one guest, and a no is recorded', async () => {
    const { id, guest } = await meeting()
    await Promise.all([show(id, guest), answer(id, guest, 'leave_out'), show(id, guest)])
    expect(await answerOf(id, guest)).toBe('leave_out')
    expect(await database.prisma.guest.count({ where: { meetingId: id } })).toBe(1)
  })
})

describe('a member', () => {
  test('answers for the meeting alone, and finds it in their own record and among their receipts', async () => {
    const { id } = await meeting()
    const own = linkOf(id, 1)
    must(await show(id, own))
    const { receiptId } = must(await answer(id, own, 'include'))
    expect(await world.state(team.member, SUMMARY)).toMatchObject({ status: 'undecided' })
    const { entries } = await listRecord(team.member, { kinds: null, before: null }, context)
    expect(
      entries.slice(0, 2).map(({ sentence, receiptId: receipt }) => [sentence, receipt]),
    ).toEqual([
      ['You answered about AI features in a meeting.', receiptId],
      ['You saw the notice about AI features in a meeting.', null],
    ])
    const { receipts } = await listReceipts(team.member, null, context)
    expect(receipts[0]?.id).toBe(receiptId)
  })

  test('of whom the member was erased nobody says anything any more', async () => {
    const leaver = await world.member(team.account.slug, 'Lea Leaver')
    const { id } = await meeting([join('lea', leaver)])
    const today = { ...context, now: () => new Date() }
    must(await eraseMember(team.owner, leaver, today))
    expect(await answer(id, { ...linkOf(id, 1), number: 5 }, 'include')).toEqual({
      ok: false,
      code: 'participant_unknown',
    })
  })
})

describe('a yes and a no', () => {
  test('a yes needs the notice as it is about that feature; a no needs nothing', async () => {
    const { id, guest } = await meeting()
    const odd = 'f'.repeat(64)
    const yes = await answer(id, guest, 'include', { displayed: odd })
    expect(yes).toEqual({ ok: false, code: 'notice_outdated', recorded: null })
    must(await answer(id, guest, 'leave_out', { displayed: odd }))
    expect(await answerOf(id, guest)).toBe('leave_out')
  })

  test('what changed of another feature stands in the way of no yes', async () => {
    const { id, guest } = await meeting()
    must(await show(id, guest))
    const read = await noticeDigest(id, guest)
    await state(id, { kind: 'feature_started', key: 'also', feature: 'chat_compose' })
    expect(await noticeDigest(id, guest)).not.toBe(read)
    must(await answer(id, guest, 'include', { displayed: read }))
  })

  test('where a no would now keep it off for everyone, the yes is asked again', async () => {
    const { id, guest } = await meeting()
    must(await show(id, guest))
    const read = await noticeDigest(id, guest)
    await state(id, { ...join('kai'), place: 'US-CA' })
    const outcome = await answer(id, guest, 'include', { displayed: read })
    expect(outcome).toMatchObject({ ok: false, code: 'notice_outdated' })
  })

  test('a yes that was turned off above counts no more, says so, and can be said again', async () => {
    const { id, guest } = await meeting()
    must(await show(id, guest))
    must(await answer(id, guest, 'include'))
    expect(await read(id, guest)).toMatchObject({ state: 'includes_you', isAnswered: true })
    await world.forbid(team.admin, SUMMARY)
    const at = context.now().toISOString()
    world.clock.advance(60_000)
    await world.permit(team.admin, SUMMARY)
    expect(await read(id, guest)).toMatchObject({
      state: 'waits',
      isAnswered: false,
      answer: { status: 'revoked', ended: { by: team.account.name, at } },
    })
    const host = { kind: 'host_link', meetingId: id } as const
    const stands = await findMeetingHostView(host, id, language, context)
    expect(stands?.features[0]).toMatchObject({ decision: 'deny', mayAsk: true })
    must(await answer(id, guest, 'include'))
    expect(await read(id, guest)).toMatchObject({
      state: 'includes_you',
      answer: { status: 'given', ended: null },
    })
  })

  test('what the account turned off, what is not in the notice and what has ended takes no yes', async () => {
    const { id, guest } = await meeting()
    await state(id, { kind: 'feature_started', key: 'also', feature: 'chat_compose' })
    const about = (feature: string) => answer(id, guest, 'include', { feature })
    expect(await about('chat_compose')).toMatchObject({ ok: false, code: 'not_permitted' })
    expect(await about('mind_reading')).toMatchObject({ code: 'feature_unknown_here' })
    await state(id, { kind: 'ended', key: 'end' })
    for (const intent of ['include', 'leave_out'] as const)
      expect(await answer(id, guest, intent)).toEqual({ ok: false, code: 'meeting_ended' })
    expect(await show(id, guest)).toEqual({ ok: false, code: 'meeting_ended' })
  })
})

test('whoever asks after an answer sees what it did, however many ask at the same moment', async () => {
  const { id, guest } = await meeting()
  const seen = async () => (await read(id, guest))?.state
  for (const intent of ['include', 'leave_out', 'include', 'leave_out'] as const) {
    const meanwhile = [seen(), seen(), seen()]
    must(await answer(id, guest, intent))
    const after = intent === 'include' ? 'includes_you' : 'waits'
    expect(await Promise.all([seen(), seen(), seen()])).toEqual([after, after, after])
    await Promise.all(meanwhile)
    await state(id, { kind: 'left', key: `left ${String((meetings += 1))}`, participant: 'nobody' })
    expect(await seen()).toBe(after)
  }
})

describe('whether a receipt of a meeting is still so', () => {
  test('until it is answered again, turned off above, or the meeting has ended', async () => {
    const { id, guest } = await meeting()
    const standing = async (receipt: string | null) => {
      const [line] = (await findReceiptStanding(receipt!, context))!.lines
      return [line?.purpose, line?.state, line?.since, line?.by]
    }
    const yes = must(await answer(id, guest, 'include')).receiptId
    expect(await standing(yes)).toEqual([SUMMARY, 'in_force', null, null])
    world.clock.advance(60_000)
    const no = must(await answer(id, guest, 'leave_out')).receiptId
    const takenBack = context.now()
    expect(await standing(yes)).toEqual([SUMMARY, 'withdrawn', takenBack, 'ConsentReceipt'])
    world.clock.advance(60_000)
    const again = must(await answer(id, guest, 'include')).receiptId
    expect(await standing(no)).toEqual([SUMMARY, 'superseded', context.now(), 'ConsentReceipt'])
    world.clock.advance(60_000)
    await world.forbid(team.admin, SUMMARY)
    const off = context.now()
    expect(await standing(again)).toEqual([SUMMARY, 'revoked', off, 'PermissionDocument'])
    await world.permit(team.admin, SUMMARY)
    const last = must(await answer(id, guest, 'leave_out')).receiptId
    world.clock.advance(60_000)
    await state(id, { kind: 'ended', key: 'end' })
    expect(await standing(last)).toEqual([SUMMARY, 'expired', context.now(), null])
    expect(await standing(again)).toEqual([SUMMARY, 'revoked', off, 'PermissionDocument'])
  })
})

describe('who may speak for whom', () => {
  test('a link is of one person in one meeting', async () => {
    const [one, other] = [await meeting(), await meeting()]
    expect(await answer(other.id, one.guest, 'leave_out')).toEqual({
      ok: false,
      code: 'meeting_unknown',
    })
    expect(await answer(one.id, linkOf(one.id, 99), 'leave_out')).toEqual({
      ok: false,
      code: 'participant_unknown',
    })
  })

  test('the platform’s software hands over what somebody said in its own client, and the receipt says so', async () => {
    const { id } = await meeting()
    const about = { participant: 'gus', method: 'keypad' as const }
    const { receiptId } = must(await answer(id, platform, 'include', about))
    expect(await statementOf(receiptId!)).toMatchObject({
      conveyedBy: `urn:uuid:${platform.subjectId}`,
      method: 'keypad',
    })
    const lesser: ApiClient = { ...platform, scopes: ['meetings', 'decide', 'accounts'] }
    expect(await answer(id, lesser, 'include', about)).toEqual({ ok: false, code: 'forbidden' })
    const others: ApiClient = { ...platform, accountId: context.newId() }
    expect(await answer(id, others, 'include', about)).toMatchObject({ code: 'meeting_unknown' })
    expect(await answer(id, platform, 'include', { participant: 'nobody' })).toMatchObject({
      code: 'participant_unknown',
    })
  })

  test('somebody of an account that is not known can say nothing here', async () => {
    const { id } = await meeting([{ ...join('una'), account: 'nowhere' }])
    const outcome = await answer(id, platform, 'leave_out', { participant: 'una' })
    expect(outcome).toEqual({ ok: false, code: 'participant_unknown' })
  })
})

describe('asking everyone', () => {
  test('is an act, again as often as it is done, of what can run there', async () => {
    const { id } = await meeting()
    const host = { kind: 'host_link', meetingId: id } as const
    const ask = (feature: string, caller: typeof host | ApiClient = host) =>
      askMeeting(caller, { meetingId: id, feature, language }, context)
    must(await ask(SUMMARY))
    must(await ask(SUMMARY, platform))
    expect(await ask('mind_reading')).toMatchObject({ code: 'feature_unknown_here' })
    await state(id, { kind: 'feature_announced', key: 'also', feature: 'chat_compose' })
    expect(await ask('chat_compose')).toMatchObject({ code: 'not_permitted' })
    const elsewhere = { ...host, meetingId: context.newId() }
    expect(await ask(SUMMARY, elsewhere)).toMatchObject({ code: 'meeting_unknown' })
    const { entries } = await listRecord(
      team.admin,
      { kinds: ['meeting_asked'], before: null },
      context,
    )
    expect(entries).toHaveLength(2)
  })
})

test('a yes counts no more once what it rests on widens, and is asked again; what reads the same keeps it', async () => {
  const { id, guest } = await meeting()
  const yes = must(await answer(id, guest, 'include')).receiptId
  const standing = async () => (await findReceiptStanding(yes!, context))!.lines[0]?.state
  world.clock.advance(60_000)
  await world.publishTerms(`${smallTerms}\nGood day.\n`, smallMapping, { effect: null })
  expect(await read(id, guest)).toMatchObject({ state: 'includes_you', isAnswered: true })
  expect(await standing()).toBe('in_force')
  const wider = smallTerms.replace('in a meeting', 'in any meeting')
  await world.publishTerms(wider, smallMapping, { effect: 'widens' })
  expect(await read(id, guest)).toMatchObject({
    state: 'waits',
    isAnswered: false,
    answer: { status: 'stale', ended: null },
  })
  expect(await standing()).toBe('stale')
  const again = must(await answer(id, guest, 'include')).receiptId
  expect(again).not.toBeNull()
  expect(await read(id, guest)).toMatchObject({ state: 'includes_you', isAnswered: true })
})

/** Hosted by the team's admin; `member` takes part under number 1, `gus`, a guest, under 2, the host under 3. */
async function meeting(more: readonly object[] = []) {
  const name = `m${String((meetings += 1))}`
  const input = {
    account: team.account.slug,
    meeting: name,
    leavesOut: ['audio', 'video', 'chat', 'screen_sharing'],
  }
  const { id } = must(await createMeeting(platform, meetingInput.parse(input), context))
  await state(
    id,
    join('mo', team.member),
    join('gus'),
    join('host', team.admin),
    { kind: 'host_changed', key: 'host', participant: 'host' },
    ...more,
    { kind: 'feature_started', key: 'on', feature: SUMMARY, participant: 'host' },
  )
  return { id, guest: linkOf(id, 2) }
}

function join(participant: string, member?: MemberPrincipal) {
  const who = member === undefined ? {} : { member: member.subjectId }
  return { kind: 'joined', key: `join ${participant}`, participant, ...who }
}

async function state(meetingId: string, ...changes: object[]): Promise<void> {
  const parsed = meetingChangesInput.parse({ changes })
  must(await recordMeetingChanges(platform, { meetingId, ...parsed }, context))
}

function linkOf(meetingId: string, number: number): ParticipantLink {
  return { kind: 'participant_link', meetingId, number }
}

async function noticeDigest(meetingId: string, caller: ParticipantLink): Promise<string> {
  const { digestOf } = context
  const moment = { at: context.now(), before: null, language, digestOf }
  const about = { meetingId, participant: null }
  const person = await loadMeetingPerson(database, caller, about, moment)
  return typeof person === 'string' ? '' : person.notice.digest
}

async function read(meetingId: string, caller: ParticipantLink) {
  const about = { meetingId, participant: null }
  const view = must(await findMeetingNotice(caller, about, language, context))
  return view.features.find(({ feature }) => feature === SUMMARY)
}

async function show(meetingId: string, caller: ParticipantLink) {
  const digest = await noticeDigest(meetingId, caller)
  const input = { meetingId, participant: null, digest, method: 'page', language } as const
  return recordMeetingDisplay(caller, input, context)
}

async function answer(
  meetingId: string,
  caller: ParticipantLink | ApiClient,
  intent: 'include' | 'leave_out',
  {
    participant = null,
    feature = SUMMARY,
    method = 'page',
    displayed,
  }: {
    participant?: string | null
    feature?: string
    method?: 'page' | 'keypad'
    displayed?: string
  } = {},
) {
  const shown = displayed ?? (await noticeDigest(meetingId, linkOf(meetingId, 2)))
  const input = {
    ...{ meetingId, participant, method, language, displayed: shown },
    answers: [{ feature, intent }],
    interfaceVersion: 'test-1',
  }
  return answerInMeeting(caller, input, context)
}

async function answerOf(meetingId: string, { number }: ParticipantLink) {
  const participant = ['', 'mo', 'gus', 'host'][number] ?? ''
  return (await loadMeetingAnswers(database, meetingId, participant)).at(-1)?.answer ?? 'undecided'
}

async function statementOf(eventId: string) {
  const { jws } = await database.prisma.receipt.findUniqueOrThrow({ where: { eventId } })
  return parseStatement(jws).credential.credentialSubject
}

async function acts(...kinds: ('notice_displayed' | 'meeting_answered')[]) {
  return Promise.all(kinds.map((kind) => database.prisma.event.count({ where: { kind } })))
}
