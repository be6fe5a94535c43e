import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../../../../../test-support/check-acts.ts'
import { expectKeyOnly, keyFor, sendWithKey } from '../../../../../../test-support/client-world.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import { expectMembersOnly, postAs, problemOf } from '../../../../../../test-support/route-world.ts'
import { openWorld, type Team, type World } from '../../../../../../test-support/world.ts'
import { GET as getFeaturePolicies, PUT as putFeaturePolicies } from '../feature-policies/route.ts'
import { GET as getObservation, PUT as putObservation } from '../observation/route.ts'
import { GET as getPolicy, PUT as putPolicy } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let key: string
let team: Team
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  team = await world.team()
  key = await keyFor(world, ['accounts'])
  await database.pool.query(`UPDATE member SET external_id = 'ada' WHERE subject_id = $1`, [
    team.admin.subjectId,
  ])
})
afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

const off = { policies: [{ purpose: 'meeting_summary', elsewhere: 'off' }] }
const elsewhere = { policies: [{ purpose: 'meeting_summary', elsewhere: 'members_decide' }] }

test('software narrows an account’s rules, and widens them by an admin’s act on what is current', async () => {
  expect((await send(putPolicy, { unknownPlaceIsStrict: true, setting: 'workplace' })).status).toBe(
    200,
  )
  const found = await send(getPolicy)
  expect(await found.json()).toEqual({
    ...{ regime: 'none', setting: 'workplace', unknownPlaceIsStrict: true },
  })
  const tag = found.headers.get('etag')!
  const wider = { setting: null }
  expect(await problemOf(await send(putPolicy, wider, tag))).toBe('403 admin_needed')
  expect(await problemOf(await send(putPolicy, { ...wider, by: 'ada' }))).toBe(
    '428 if_match_required',
  )
  expect((await send(putPolicy, { ...wider, by: 'ada' }, tag)).status).toBe(200)
  expect(await problemOf(await send(putPolicy, { regime: 'king' }))).toBe('422 input_invalid')
})

test('features are permitted elsewhere by an admin’s act on what is current', async () => {
  const tag = (await send(getFeaturePolicies)).headers.get('etag')!
  expect(await problemOf(await send(putFeaturePolicies, elsewhere, tag))).toBe('403 admin_needed')
  expect((await send(putFeaturePolicies, { ...elsewhere, by: 'ada' }, tag)).status).toBe(200)
  expect((await send(putFeaturePolicies, off)).status).toBe(200)
  const { policies } = (await (await send(getFeaturePolicies)).json()) as { policies: unknown[] }
  expect(policies).toContainEqual({
    summary: expect.any(String) as string,
    ...{ purpose: 'meeting_summary', title: 'Meeting summary', mode: null, elsewhere: 'off' },
    ...{ elsewhereMode: null, authorisation: null, ground: null },
  })
})

test('an admin lets decisions be only watched, and software ends it', async () => {
  const until = '2026-05-01T00:00:00Z'
  const tag = (await send(getObservation)).headers.get('etag')!
  expect(await problemOf(await send(putObservation, { until }, tag))).toBe('403 admin_needed')
  expect((await send(putObservation, { until, by: 'ada' }, tag)).status).toBe(200)
  expect(await (await send(getObservation)).json()).toEqual({ until: '2026-05-01T00:00:00.000Z' })
  expect((await send(putObservation, { until: null })).status).toBe(200)
  expect(await problemOf(await send(putObservation, { until: 'soon' }))).toBe('422 input_invalid')
})

test('in the portal an owner or admin does the same, and nobody else', async () => {
  const account = team.account.slug
  const outsider = await world.member(await world.account('outside'), 'Otto Outsider', 'owner')
  for (const [handler, body] of [
    [putPolicy, { unknownPlaceIsStrict: true }],
    [putFeaturePolicies, { policies: [{ purpose: 'meeting_summary', mode: 'everyone-agrees' }] }],
    [putObservation, { until: null }],
  ] as const) {
    expect((await postAs(world, team.admin, handler, { body })).status).toBe(200)
    for (const lesser of [team.member, team.auditor])
      expect(await problemOf(await postAs(world, lesser, handler, { body }))).toBe('403 forbidden')
    await expectMembersOnly(world, { outsider, account }, handler, body)
  }
})

test('no route lets in a stranger, a key without the scope, or one of another account', async () => {
  const account = team.account.slug
  for (const handler of [putPolicy, putFeaturePolicies, putObservation])
    await expectKeyOnly(world, handler, 'accounts', { account, body: off })
  for (const handler of [getPolicy, getFeaturePolicies, getObservation])
    await expectKeyOnly(world, handler, 'accounts', { account, method: 'GET' })
})

function send(handler: typeof getPolicy, body?: unknown, ifMatch?: string): Promise<Response> {
  const method = body === undefined ? 'GET' : 'PUT'
  const params = { account: team.account.slug }
  return sendWithKey(key, handler, { method, params, body, ifMatch })
}
