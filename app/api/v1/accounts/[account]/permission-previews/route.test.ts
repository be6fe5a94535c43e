import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { ImpactView } from '#lib/queries/permission-impact.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import {
  countActs,
  expectJsonOnly,
  expectMembersOnly,
  postAs,
  problemOf,
} from '../../../../../../test-support/route-world.ts'
import { openWorld, type World } from '../../../../../../test-support/world.ts'
import { POST } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let outsider: MemberPrincipal
let admin: MemberPrincipal
let member: MemberPrincipal
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  await world.account('quarry')
  await world.account('harbour')
  outsider = await world.member('quarry', 'Olu Outside', 'owner')
  admin = await world.member('harbour', 'Ada Admin', 'admin')
  member = await world.member('harbour', 'Mo Member')
})
afterAll(() => closeDatabase(database))

const off = { settings: [{ purpose: 'meeting_summary', category: null, kind: 'off' }] }

test('a preview says what would happen, in masked numbers, and writes nothing', async () => {
  await world.permit(admin, 'meeting_summary')
  await world.include(member, 'meeting_summary')
  const before = await countActs(world)
  const response = await postAs(world, admin, POST, { body: off })
  const impact = (await response.json()) as ImpactView
  expect(response.status).toBe(200)
  expect(impact.changes).toMatchObject([
    {
      purpose: 'meeting_summary',
      before: { shown: 'not_everyone' },
      after: { shown: 'not_everyone' },
      stops: true,
    },
  ])
  expect(impact.changes[0]?.sentences.length).toBeGreaterThan(0)
  expect(await countActs(world)).toBe(before)
  expect(await world.state(member, 'meeting_summary')).toMatchObject({ status: 'given' })
})

test('what is not asked about cannot be previewed', async () => {
  const settings = [{ purpose: 'mind_reading', category: null, kind: 'off' }]
  const response = await postAs(world, admin, POST, { body: { settings } })
  expect(await problemOf(response)).toBe('422 unknown_purpose')
})

test('only owners and admins look ahead', async () => {
  const auditor = await world.member('harbour', 'Aud Itor', 'auditor')
  for (const caller of [member, auditor]) {
    expect(await problemOf(await postAs(world, caller, POST, { body: off }))).toBe('403 forbidden')
  }
})

test('nobody looks into another account, and a stranger signs in first', async () => {
  await expectMembersOnly(world, { outsider, account: 'harbour' }, POST, off)
})

test('what is not JSON of the right form is turned away', async () => {
  await expectJsonOnly(world, admin, POST, off)
})
