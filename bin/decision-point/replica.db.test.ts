import { afterAll, expect, test } from 'vitest'
import { systemClock } from '#lib/clock.ts'
import { beatPulse } from '#lib/commands/beat-pulse.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { openDecisionPoint, until } from '../../test-support/decision-point.ts'
import { startMortalPostgres } from '../../test-support/mortal-postgres.ts'
import { openWorld } from '../../test-support/world.ts'
import { decideEvaluation } from './decide-evaluation.ts'

const postgres = await startMortalPostgres()
const replica = await postgres.startReplica()
const database = openDatabase(postgres.url)
const far = openDatabase(replica.url)
const world = await openWorld(database, { now: systemClock })
const { admin, member } = await world.team()
await world.permit(admin, 'meeting_summary')
await world.permit(admin, 'product_improvement/audio')
await world.include(member, 'meeting_summary')
await world.include(member, 'product_improvement/audio')
// The worker's, of which there is none here.
const beating = setInterval(() => void beatPulse(world.context).catch(() => undefined), 100)
const point = await openDecisionPoint(world, {}, far)
afterAll(async () => {
  clearInterval(beating)
  await point.close()
  await closeDatabase(far)
  await closeDatabase(database)
  await replica.stop()
  await postgres.stop()
})

test('a decision point on a replica is current, and follows', async () => {
  expect(decide('meeting_summary')).toEqual(['permit'])
  expect(decide('product_improvement', 'audio')).toEqual(['permit'])
  await world.leaveOut(member, 'meeting_summary')
  await until(() => decide('meeting_summary')[0] === 'deny')
  await world.include(member, 'meeting_summary')
  await until(() => decide('meeting_summary')[0] === 'permit')
})

test('a replica that is behind is known to be: sharing is denied, and no old yes outlives its time', async () => {
  replica.freeze()
  await world.leaveOut(member, 'meeting_summary')
  await world.leaveOut(member, 'product_improvement/audio')
  await until(() => decide('product_improvement', 'audio')[0] === 'deny')
  expect(decide('product_improvement', 'audio')).toEqual(['deny', 'STATE_OLD'])
  expect(point.live.isCurrent(point.now())).toBe(false)
  point.live.snapshot.featureMs = 500
  await until(() => decide('meeting_summary')[0] === 'deny')
  expect(decide('meeting_summary')).toEqual(['deny', 'STATE_OLD'])
  point.live.snapshot.featureMs = 30_000
  replica.thaw()
  await until(() => decide('meeting_summary')[1] === 'MEMBER_WITHDREW')
  await until(() => decide('product_improvement', 'audio')[1] === 'MEMBER_WITHDREW')
})

test('a replica on which nothing beats is never current', async () => {
  clearInterval(beating)
  await until(() => !point.live.isCurrent(point.now()))
  expect((await fetch(`${point.url}/readyz`)).status).toBe(503)
})

function decide(purpose: string, category: string | null = null): string[] {
  const asked = {
    subject: { type: 'user', id: member.subjectId, properties: {} },
    action: { name: purpose },
    resource: { type: 'account', id: member.accountId, properties: { category } },
    context: {},
  }
  const { decision, reasons } = decideEvaluation(
    point.live.snapshot,
    asked,
    { accountId: null },
    point.now(),
  )
  return [decision, ...reasons.map(({ code }) => code)]
}
