import { parseTrustPolicy, verifyReceipt } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import { checkLedger } from '#lib/queries/check-ledger.ts'
import { findMeetingReceiptFile } from '#lib/queries/meeting-receipts.ts'
import { findReceiptStanding } from '#lib/queries/receipt-standing.ts'
import { listRecord } from '#lib/queries/record.ts'
import { meetingChangesInput } from '#lib/schemas/meetings.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadKnownMeeting } from '#lib/store/known-meetings.ts'
import { loadMeetingDecisions } from '#lib/store/meeting-decisions.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { keepKeys } from '../../test-support/keep-keys.ts'
import { placesOf, readableValues } from '../../test-support/readable-values.ts'
import { smallMeeting } from '../../test-support/small-meeting.ts'
import { language, must, openWorld, type Team, type World } from '../../test-support/world.ts'
import { answerInMeeting } from './answer-in-meeting.ts'
import { eraseGuest } from './erase-guest.ts'
import { recordMeetingChanges } from './record-meeting-changes.ts'
import { recordMeetingDisplay } from './record-meeting-display.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const owner = new pg.Client(at.ownerUrl)
const SUMMARY = 'meeting_summary'
let world: World
let team: Team

beforeAll(async () => {
  await owner.connect()
  // Evidence is kept by the database's clock.
  world = await openWorld(database, { now: () => new Date() })
  await keepKeys(world)
  team = await world.team()
  await world.permit(team.admin, SUMMARY)
})
afterEach(() => checkActs(world))
afterAll(async () => {
  await closeDatabase(database)
  await owner.end()
})

describe('a guest who erases themselves', () => {
  test('leaves nothing that leads to what they said, and a ledger and a file that verify', async () => {
    const { meetingId, receiptId, link } = await meeting()
    await world.sequence()
    const file = await findMeetingReceiptFile(link, receiptId, world.context)
    const left = await statementsOf(meetingId)
    expect(left).toHaveLength(4)
    const { keepUntil } = must(await erase(link))
    expect(placesOf(await readableValues(database), left)).toEqual([])
    const { rows } = await owner.query<{ until: Date; jws: string }>(
      'SELECT v.until, v.jws FROM sealed.evidence v JOIN erasure x ON x.event_id = v.erasure_id WHERE x.meeting_id = $1',
      [meetingId],
    )
    expect(rows.map(({ until }) => until)).toEqual([keepUntil, keepUntil])
    for (const { jws } of rows) expect(left).toContain(jws)
    expect(await database.prisma.guest.count({ where: { meetingId } })).toBe(0)
    const acted = await owner.query<{ participant: string; subject: string }>(
      `SELECT participant, subject_id AS subject FROM meeting_display WHERE meeting_id = $1
       UNION SELECT participant, subject_id FROM meeting_response WHERE meeting_id = $1
       UNION SELECT participant, subject_id FROM meeting_answer WHERE meeting_id = $1`,
      [meetingId],
    )
    expect(acted.rows).toEqual([
      { participant: acted.rows[0]!.subject, subject: acted.rows[0]!.subject },
    ])
    await world.sequence()
    expect(await checkLedger(world)).toMatchObject({ ok: true })
    const policy = parseTrustPolicy(world.policy, nodeCrypto)
    expect(verifyReceipt(file!.bytes, policy, nodeCrypto)).toMatchObject({ ok: true })
    expect(await findMeetingReceiptFile(link, receiptId, world.context)).toBeNull()
    expect(await findReceiptStanding(receiptId, world.context)).toBeNull()
  })

  test('is a no from then on, says nothing more, and is not asked again', async () => {
    const { meetingId, link } = await meeting('include')
    await world.include(team.admin, SUMMARY)
    await state(
      meetingId,
      { kind: 'joined', key: 'host', participant: 'host', member: team.admin.subjectId },
      { kind: 'host_changed', key: 'hosts', participant: 'host' },
    )
    expect(await decisionOf(meetingId)).toBe('permit')
    must(await erase(link))
    expect(await decisionOf(meetingId)).toBe('deny')
    const refused = { ok: false, code: 'participant_erased' }
    expect(await answer(link, 'include')).toEqual(refused)
    expect(await answer(link, 'leave_out')).toEqual(refused)
    const shown = { ...about(link), digest: 'f'.repeat(64), method: 'page' as const }
    expect(await recordMeetingDisplay(link, shown, world.context)).toEqual(refused)
    expect(await erase(link)).toEqual(refused)
  })

  test('can do it before anything was recorded of them, and after the meeting', async () => {
    const { meetingId, link } = await meeting()
    const joined = { kind: 'joined', key: 'late', participant: 'late' }
    await state(meetingId, joined, { kind: 'ended', key: 'end' })
    must(await erase(link))
    must(await erase({ ...link, number: 3 }))
    const erased = await database.prisma.erasedParticipant.findMany({ where: { meetingId } })
    expect(erased.map(({ participant }) => participant).sort()).toEqual(['guest', 'late'])
  })

  test('at the same moment as they answer or erase: one erasure, and nothing after it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { meetingId, link } = await meeting()
      const done = await Promise.all([
        erase(link),
        answer(link, 'include'),
        erase(link),
        answer(link, 'leave_out'),
      ])
      expect([done[0], done[2]].filter(({ ok }) => ok)).toHaveLength(1)
      expect(await statementsOf(meetingId)).toEqual([])
      const { rows } = await owner.query<{ named: number }>(
        `SELECT count(*)::int AS named FROM meeting_answer
          WHERE meeting_id = $1 AND participant = 'guest'`,
        [meetingId],
      )
      expect(rows).toEqual([{ named: 0 }])
    }
  })

  test('leaves of what the platform stated of them that somebody was there; where, as long as the meeting lasts', async () => {
    const { meetingId, link } = await meeting()
    const told = { place: 'US-CA', device: 'phone', minor: true }
    const statement = { kind: 'joined', key: 'again', participant: 'guest', ...told }
    await state(
      meetingId,
      statement,
      { kind: 'joined', key: 'host', participant: 'host', member: team.admin.subjectId },
      { kind: 'joined', key: 'other', participant: 'other', place: 'NL' },
      { kind: 'host_changed', key: 'hosts', participant: 'host' },
      { kind: 'described', key: 'd', leavesOut: ['audio', 'chat'] },
    )
    expect(await placesIn(meetingId)).toEqual({ guest: 'US-CA', host: null, other: 'NL' })
    expect(await modeOf(meetingId)).toBe('everyone-agrees')
    must(await erase(link))
    const stated = async () =>
      (await database.prisma.meetingChange.findMany({ where: { meetingId } }))
        .map(({ content }) => content as Record<string, unknown>)
        .filter(({ participant, device }) => participant === 'guest' && device !== undefined)
    const nothing = { device: 'client', canBeAsked: false, isMinor: null }
    expect(await stated()).toEqual([
      expect.objectContaining({ ...nothing, place: null }),
      expect.objectContaining({ ...nothing, place: 'US-CA' }),
    ])
    expect(await placesIn(meetingId)).toEqual({ guest: 'US-CA', host: null, other: 'NL' })
    // To erase oneself lets nothing run that everybody had to agree to.
    expect(await modeOf(meetingId)).toBe('everyone-agrees')
    expect(await decisionOf(meetingId)).toBe('deny')
    // What comes again is known, and what comes anew under the same id is kept of nobody.
    expect(await state(meetingId, statement)).toMatchObject([{ outcome: 'known' }])
    const anew = { ...statement, key: 'anew', place: 'FR' }
    expect(await state(meetingId, anew)).toMatchObject([{ outcome: 'recorded' }])
    expect(await state(meetingId, anew)).toMatchObject([{ outcome: 'known' }])
    expect(await stated()).toHaveLength(3)
    expect(JSON.stringify(await stated())).not.toMatch(/phone|true/)
    expect(await modeOf(meetingId)).toBe('leave-out')
    expect(await decisionOf(meetingId)).toBe('deny')
    await state(meetingId, { kind: 'ended', key: 'end' })
    const late = { ...statement, key: 'late' }
    expect(await state(meetingId, late, statement)).toMatchObject([
      { outcome: 'recorded' },
      { outcome: 'known' },
    ])
    expect(await state(meetingId, late)).toMatchObject([{ outcome: 'known' }])
    expect(await stated()).toHaveLength(4)
    expect(JSON.stringify(await stated())).not.toMatch(/US-CA|FR|phone|true/)
    expect(await placesIn(meetingId)).toEqual({ guest: null, host: null, other: 'NL' })
  })

  test('while the platform states them again and the meeting ends: whichever comes first, nothing of them is kept', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { meetingId, link } = await meeting()
      const statements = Array.from({ length: 20 }, (_, i) => ({
        ...{ kind: 'joined', key: `k${String(i)}`, participant: 'guest', place: 'US-CA' },
      }))
      await Promise.all([
        ...statements.map((statement) => state(meetingId, statement)),
        erase(link).then(must),
        state(meetingId, { kind: 'ended', key: 'end' }),
      ])
      const { rows } = await owner.query(
        `SELECT FROM meeting_change WHERE meeting_id = $1 AND content->>'place' IS NOT NULL`,
        [meetingId],
      )
      expect(rows).toEqual([])
    }
  })

  test('is told of to whoever keeps the account’s record, without a word of who', async () => {
    const { meetingId, link } = await meeting()
    must(await erase(link))
    const erasure = await database.prisma.erasure.findFirstOrThrow({ where: { meetingId } })
    const filter = { kinds: ['guest_erased'] as const, before: null }
    const { entries } = await listRecord(team.auditor, filter, world.context)
    const entry = entries.find(({ id }) => id === erasure.eventId)
    expect(entry?.sentence).toBe('A guest in a meeting erased themselves.')
    expect(JSON.stringify(entry)).not.toContain(erasure.subjectId)
    const seen = await listRecord(team.member, filter, world.context)
    expect(seen.entries).toEqual([])
  })
})

test('a member is erased by their organisation, and nobody by another meeting’s link or a lesser key', async () => {
  const { meetingId, link } = await meeting()
  const who = { member: team.member.subjectId }
  await state(meetingId, { kind: 'joined', key: 'mo', participant: 'mo', ...who })
  expect(await erase({ ...link, number: 3 })).toEqual({ ok: false, code: 'guests_only' })
  const scopes = ['meetings', 'decide'] as const
  const key = { kind: 'api_client', subjectId: world.context.newId(), accountId: null } as const
  const lesser: ApiClient = { ...key, scopes }
  const input = { meetingId, participant: 'guest', method: 'client', language } as const
  expect(await eraseGuest(lesser, input, world.context)).toEqual({ ok: false, code: 'forbidden' })
  const other = { ...link, meetingId: world.context.newId() }
  const elsewhere = { ...input, participant: null }
  expect(await eraseGuest(other, elsewhere, world.context)).toMatchObject({
    code: 'meeting_unknown',
  })
})

test('the portal’s own role can mark nobody as erased, and erases no guest without an act', async () => {
  const { meetingId } = await meeting()
  const insert = `INSERT INTO erased_participant (meeting_id, participant) VALUES ($1, 'guest')`
  await expect(database.pool.query(insert, [meetingId])).rejects.toThrow('permission denied')
  const guest = await database.prisma.guest.findFirstOrThrow({ where: { meetingId } })
  const { eventId } = await database.prisma.meetingResponse.findFirstOrThrow({
    where: { meetingId },
  })
  const erasure = `INSERT INTO erasure (event_id, account_id, subject_id, keep_until, meeting_id)
                   VALUES ($1, $2, $3, now() + interval '3 years', $4)`
  const values = [eventId, guest.accountId, guest.subjectId, meetingId]
  await expect(database.pool.query(erasure, values)).rejects.toThrow('an erasure is an act')
})

type Link = {
  readonly kind: 'participant_link'
  readonly meetingId: string
  readonly number: number
}

/** A guest, under number 1, who was shown the notice, and said no or then yes. */
async function meeting(last: 'leave_out' | 'include' = 'leave_out') {
  const small = await smallMeeting(team.account.slug, SUMMARY, world.context)
  const { meetingId } = small
  const link: Link = { kind: 'participant_link', meetingId, number: 1 }
  if (last === 'include') must(await answer(link, 'include'))
  return { meetingId, receiptId: small.receiptId!, link }
}

function about({ meetingId }: Link) {
  return { meetingId, participant: null, language }
}

function erase(link: Link) {
  return eraseGuest(link, { ...about(link), method: 'page' }, world.context)
}

async function answer(link: Link, intent: 'include' | 'leave_out') {
  const { meetingId } = link
  const shown = await database.prisma.meetingNotice.findFirstOrThrow({ where: { meetingId } })
  return answerInMeeting(
    link,
    {
      ...about(link),
      answers: [{ feature: SUMMARY, intent }],
      displayed: shown.digest,
      method: 'page',
      interfaceVersion: 'test-1',
    },
    world.context,
  )
}

async function state(meetingId: string, ...changes: object[]) {
  const key = { kind: 'api_client', subjectId: world.context.newId(), accountId: null } as const
  const client: ApiClient = { ...key, scopes: ['meetings'] }
  const parsed = meetingChangesInput.parse({ changes })
  return must(await recordMeetingChanges(client, { meetingId, ...parsed }, world.context))
}

async function placesIn(meetingId: string) {
  const known = await loadKnownMeeting(database, meetingId)
  const people = [...known!.meeting.participants.values()]
  return Object.fromEntries(people.map(({ participant, place }) => [participant, place]))
}

async function modeOf(meetingId: string) {
  const { now, digestOf } = world.context
  const decisions = await loadMeetingDecisions(database, meetingId, { at: now(), digestOf })
  return decisions?.ask(SUMMARY).mode
}

async function decisionOf(meetingId: string) {
  const { now, digestOf } = world.context
  const decisions = await loadMeetingDecisions(database, meetingId, { at: now(), digestOf })
  return decisions?.ask(SUMMARY, 'guest').decision
}

/** Signed statements and salts of what was shown and answered in a meeting, as far as the portal can read them. */
async function statementsOf(meetingId: string): Promise<(string | Buffer)[]> {
  const { rows } = await database.pool.query<{ jws: string; salt: Buffer }>(
    `SELECT r.jws, s.salt FROM receipt r JOIN secret s USING (event_id)
      WHERE event_id IN (SELECT event_id FROM meeting_display WHERE meeting_id = $1
                         UNION SELECT event_id FROM meeting_response WHERE meeting_id = $1)`,
    [meetingId],
  )
  return rows.flatMap(({ jws, salt }) => [jws, salt])
}
