import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemClock } from '#lib/clock.ts'
import { setObservation } from '#lib/commands/set-observation.ts'
import { findObservationReport } from '#lib/queries/observed-runs.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { expectKeyOnly, sendWithKey } from '../../../../../../test-support/client-world.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import { openDecisionPoint, type TestPoint } from '../../../../../../test-support/decision-point.ts'
import { problemOf } from '../../../../../../test-support/route-world.ts'
import { must, openWorld, type Team, type World } from '../../../../../../test-support/world.ts'
import { GET as getReport, POST as report } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let point: TestPoint
let team: Team
let key: string
vi.mock('#lib/context.ts', () => ({
  appContext: () => Promise.resolve({ ...world.context, decisionPointUrl: point.url }),
}))

beforeAll(async () => {
  world = await openWorld(database, { now: systemClock })
  team = await world.team()
  point = await openDecisionPoint(world)
  key = (await point.newKey(['decide', 'accounts'])).key
})
afterAll(async () => {
  await point.close()
  await closeDatabase(database)
})

const run = {
  ...{ meeting: 'm-1', roster: 1, purpose: 'meeting_summary', participant: 'p-1' },
  didRun: true,
}

test('what the platform did is answered with the decision, and the report says what would have stopped', async () => {
  expect(await problemOf(await send(report, { runs: [run] }))).toBe('409 not_observed')
  const until = new Date(Date.now() + 86_400_000)
  must(await setObservation(team.admin, { until, expected: '0' }, world.context))
  const response = await send(report, { runs: [run, { ...run, didRun: false }] })
  expect(await response.json()).toEqual({
    runs: [
      { decision: 'deny', reason: expect.any(String) as string, wouldHaveStopped: true },
      { decision: 'deny', reason: expect.any(String) as string, wouldHaveStopped: false },
    ],
  })
  const found = (await (await send(getReport)).json()) as { until: string; features: unknown[] }
  expect(found.until).toBe(until.toISOString())
  expect(found.features).toMatchObject([
    { purpose: 'meeting_summary', title: 'Meeting summary', runs: 1, stopped: 1, missed: 0 },
  ])
  expect((await findObservationReport(team.auditor, world.context))?.features).toHaveLength(1)
  expect(await findObservationReport(team.member, world.context)).toBeNull()
  must(await setObservation(team.admin, { until: null, expected: null }, world.context))
  expect(await problemOf(await send(report, { runs: [run] }))).toBe('409 not_observed')
})

test('no route lets in a stranger, a key without the scope, or one of another account', async () => {
  const account = team.account.slug
  await expectKeyOnly(world, report, 'decide', { account, body: { runs: [run] } })
  await expectKeyOnly(world, getReport, 'decide', { account, method: 'GET' })
  expect(await problemOf(await send(report, { runs: [] }))).toBe('422 input_invalid')
})

function send(handler: typeof report, body?: unknown): Promise<Response> {
  const method = body === undefined ? 'GET' : 'POST'
  return sendWithKey(key, handler, { method, params: { account: team.account.slug }, body })
}
