import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import {
  countActs,
  expectMembersOnly,
  postAs,
  problemOf,
} from '../../../../../../test-support/route-world.ts'
import { smallTerms } from '../../../../../../test-support/small-catalogue.ts'
import { openWorld, type World } from '../../../../../../test-support/world.ts'
import { POST } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let outsider: MemberPrincipal
let member: MemberPrincipal
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  await world.account('quarry')
  await world.account('harbour')
  outsider = await world.member('quarry', 'Olu Outside', 'owner')
  const admin = await world.member('harbour', 'Ada Admin', 'admin')
  member = await world.member('harbour', 'Mo Member')
  await world.permit(admin, 'meeting_summary')
  await world.permit(admin, 'product_improvement/chat')
})
afterAll(() => closeDatabase(database))

test('C14: one call takes back every yes, with a receipt for each question', async () => {
  await world.include(member, 'meeting_summary')
  await world.include(member, 'product_improvement/chat')
  // A page that is out of date, and a basis that was never one, stand in nobody's way.
  await world.publishTerms(smallTerms.replace('for improvement only', 'for improvement'))
  const before = await countActs(world)
  const response = await postAs(world, member, POST, { ifMatch: 'outdated' })
  const { receiptIds } = (await response.json()) as { receiptIds: string[] }
  expect(response.status).toBe(201)
  expect(receiptIds).toHaveLength(2)
  expect(await countActs(world)).toBe(before + 2)
  expect(await world.states(member)).toMatchObject({
    meeting_summary: { status: 'withdrawn', decision: 'deny' },
    'product_improvement/chat': { status: 'withdrawn', decision: 'deny' },
  })
})

test('where there is no yes nothing is recorded', async () => {
  const before = await countActs(world)
  const response = await postAs(world, member, POST)
  expect([response.status, await response.json()]).toEqual([200, { receiptIds: [] }])
  expect(await countActs(world)).toBe(before)
})

test('nobody withdraws for another account, and a stranger signs in first', async () => {
  await expectMembersOnly(world, { outsider, account: 'harbour' }, POST, undefined)
})

test('a page of another site cannot withdraw', async () => {
  const response = await postAs(world, member, POST, { site: 'cross-site' })
  expect(await problemOf(response)).toBe('403 cross_origin')
})
