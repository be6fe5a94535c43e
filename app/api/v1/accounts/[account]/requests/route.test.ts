import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
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
  await world.permit(admin, 'meeting_summary')
})
afterAll(() => closeDatabase(database))

const body = { purpose: 'meeting_summary' }

test('only owners and admins ask', async () => {
  const auditor = await world.member('harbour', 'Aud Itor', 'auditor')
  for (const caller of [member, auditor]) {
    expect(await problemOf(await postAs(world, caller, POST, { body }))).toBe('403 forbidden')
  }
})

test('asking is one act; who was asked or has said no is left in peace', async () => {
  await world.leaveOut(member, 'meeting_summary')
  const before = await countActs(world)
  const response = await postAs(world, admin, POST, { body })
  expect(response.status).toBe(201)
  expect(Object.keys((await response.json()) as object)).toEqual(['receiptId'])
  expect(await countActs(world)).toBe(before + 1)
  expect(await world.state(admin, 'meeting_summary')).toMatchObject({ status: 'requested' })
  expect(await world.state(member, 'meeting_summary')).toMatchObject({ status: 'refused' })
  const again = await postAs(world, admin, POST, { body })
  expect(await problemOf(again)).toBe('409 nobody_to_ask')
})

test('what is not asked about, and what is not permitted, is asked of nobody', async () => {
  const problemFor = async (purpose: string) =>
    problemOf(await postAs(world, admin, POST, { body: { purpose } }))
  expect(await problemFor('mind_reading')).toBe('422 unknown_purpose')
  expect(await problemFor('chat_compose')).toBe('409 nobody_to_ask')
})

test('nobody asks in another account, and a stranger signs in first', async () => {
  await expectMembersOnly(world, { outsider, account: 'harbour' }, POST, body)
})

test('what is not JSON of the right form is turned away', async () => {
  await expectJsonOnly(world, admin, POST, body)
})
