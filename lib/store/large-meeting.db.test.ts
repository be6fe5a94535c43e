import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerInMeeting } from '#lib/commands/answer-in-meeting.ts'
import { createMeeting } from '#lib/commands/create-meeting.ts'
import { recordMeetingChanges } from '#lib/commands/record-meeting-changes.ts'
import { recordMeetingDisplay } from '#lib/commands/record-meeting-display.ts'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import type { ParticipantLink } from '#lib/domain/meeting/meeting-caller.ts'
import { findMeetingNotice } from '#lib/queries/meeting-notice.ts'
import { meetingChangesInput, meetingInput } from '#lib/schemas/meetings.ts'
import { testDatabase } from '../../test-support/database.ts'
import { language, must, openWorld, type Team } from '../../test-support/world.ts'
import { closeDatabase, openDatabase } from './database.ts'
import { loadMeetingDecisions } from './meeting-decisions.ts'

// What one person's notice and one person's answer cost in a meeting of thousands: counted, and not timed.

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world
const SUMMARY = 'meeting_summary'
const CROWD = 3000
const ANSWERED = 500
const client: ApiClient = {
  kind: 'api_client',
  subjectId: context.newId(),
  accountId: null,
  scopes: ['meetings', 'answers'],
}
let team: Team
let meetingId: string
let rows = 0

beforeAll(async () => {
  team = await world.team()
  await world.permit(team.admin, SUMMARY)
  const about = { account: team.account.slug, meeting: 'large', leavesOut: ['audio', 'chat'] }
  meetingId = must(await createMeeting(client, meetingInput.parse(about), context)).id
  for (let from = 0; from < CROWD; from += 1000)
    await states(
      ...Array.from({ length: 1000 }, (_, i) => {
        const participant = `p-${String(from + i)}`
        return { kind: 'joined', key: participant, participant }
      }),
    )
  await states(
    { kind: 'joined', key: 'host', participant: 'host', member: team.admin.subjectId },
    { kind: 'joined', key: 'mo', participant: 'mo', member: team.member.subjectId },
    { kind: 'host_changed', key: 'hosts', participant: 'host' },
    { kind: 'feature_started', key: 'on', feature: SUMMARY, participant: 'host' },
  )
  const { digest } = await view(1)
  for (let from = 11; from < 11 + ANSWERED; from += 50)
    await Promise.all(Array.from({ length: 50 }, (_, i) => answers(from + i, 'leave_out', digest)))
  await answers(1, 'include')
  countRows()
})
afterAll(() => closeDatabase(database))

test('whoever reads their notice after somebody else’s answer has nobody else read again', async () => {
  await read(1)
  const before = rows
  expect(await read(4)).toMatchObject({ state: 'leaves_you_out' })
  expect(rows - before).toBeLessThan(FEW)
  await answers(5, 'include')
  const answered = rows
  expect(await read(5)).toMatchObject({ state: 'includes_you', answer: { status: 'given' } })
  expect(await read(4)).toMatchObject({ state: 'leaves_you_out', answer: null })
  expect(rows - answered).toBeLessThan(2 * FEW)
})

test('an answer, a display and somebody who joins cost no more than what they change', async () => {
  await read(6)
  const before = rows
  must(await shows(6))
  await answers(6, 'leave_out')
  expect(await read(6)).toMatchObject({ answer: { status: 'refused' } })
  await states({ kind: 'joined', key: 'late', participant: 'late', place: 'US-CA' })
  expect(await read(7)).toMatchObject({ mode: 'everyone-agrees', state: 'waits' })
  world.clock.advance(1000)
  await states({ kind: 'left', key: 'late gone', participant: 'late' })
  expect(await read(7)).toMatchObject({ mode: 'leave-out' })
  expect(rows - before).toBeLessThan(6 * FEW)
})

test('what it goes on with is what it would be, read anew', async () => {
  const numbered = async () => [await read(1), await read(6), await read(9)]
  await numbered()
  await world.leaveOut(team.member, SUMMARY)
  await world.include(team.admin, SUMMARY)
  await states({ kind: 'joined', key: 'again', participant: 'p-8', device: 'phone' })
  await world.sequence()
  await answers(9, 'include')
  await world.permit(team.admin, 'chat_compose')
  const other = openDatabase(at.url)
  const moment = { at: context.now(), digestOf: context.digestOf }
  const [live, anew] = [
    await loadMeetingDecisions(database, meetingId, moment),
    await loadMeetingDecisions(other, meetingId, moment),
  ]
  for (const participant of [undefined, 'p-0', 'p-5', 'p-8', 'mo', 'host', 'late']) {
    // How often each was brought up to date is its own.
    const asked = (decisions: typeof live) => ({
      ...decisions?.ask(SUMMARY, participant),
      revision: 0,
    })
    expect(asked(live)).toEqual(asked(anew))
  }
  await closeDatabase(other)
})

/** More than one page's own rows: terms, clauses, names; and few beside those of all who answered. */
const FEW = 30

async function states(...changes: object[]): Promise<void> {
  const parsed = meetingChangesInput.parse({ changes })
  must(await recordMeetingChanges(client, { meetingId, ...parsed }, context))
}

function linkOf(number: number): ParticipantLink {
  return { kind: 'participant_link', meetingId, number }
}

async function view(number: number) {
  const about = { meetingId, participant: null }
  return must(await findMeetingNotice(linkOf(number), about, language, context))
}

async function read(number: number) {
  return (await view(number)).features.find(({ feature }) => feature === SUMMARY)
}

async function shows(number: number) {
  const { digest } = await view(number)
  const shown = { meetingId, participant: null, digest, method: 'page', language } as const
  return recordMeetingDisplay(linkOf(number), shown, context)
}

async function answers(
  number: number,
  intent: 'include' | 'leave_out',
  digest?: string,
): Promise<void> {
  const displayed = digest ?? (await view(number)).digest
  const said = { meetingId, participant: null, displayed, language, method: 'page' } as const
  const answered = [{ feature: SUMMARY, intent }]
  const input = { ...said, answers: answered, interfaceVersion: 'test-1' }
  must(await answerInMeeting(linkOf(number), input, context))
}

/** Every row that any statement of this process brings back from now on. */
function countRows(): void {
  const query = pg.Query.prototype as unknown as { handleDataRow: (row: object) => void }
  const { handleDataRow } = query
  query.handleDataRow = function (row) {
    rows += 1
    handleDataRow.call(this, row)
  }
}
