import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadReminder } from '#lib/store/reminders.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import {
  countActs,
  expectJsonOnly,
  expectMembersOnly,
  postAs,
  problemOf,
} from '../../../../../../test-support/route-world.ts'
import { openWorld, type World } from '../../../../../../test-support/world.ts'
import { POST as rest } from '../reminder-rests/route.ts'
import { PUT } from './route.ts'

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
  outsider = await world.member('quarry', 'Olu Outside', 'owner')
  await world.account('harbour')
  member = await world.member('harbour', 'Mo Member')
})
afterAll(() => closeDatabase(database))

test('a member switches reminders off and on again, and neither is an act on record', async () => {
  const before = await countActs(world)
  for (const [remind, isOff] of [
    ['never', true],
    ['every_14_days', false],
  ] as const) {
    const response = await postAs(world, member, PUT, { body: { remind } })
    expect(response.status).toBe(204)
    expect(await loadReminder(database, member)).toMatchObject({ isOff })
  }
  expect(await countActs(world)).toBe(before)
})

test('a reminder that was seen rests for 14 days of the caller, and of nobody else', async () => {
  const other = await world.member('harbour', 'Other Member')
  const response = await postAs(world, member, rest)
  expect(response.status).toBe(204)
  const { restsUntil } = await loadReminder(database, member)
  const days = ((restsUntil?.getTime() ?? 0) - world.context.now().getTime()) / 86_400_000
  expect(days).toBe(14)
  expect(await loadReminder(database, other)).toEqual({ isOff: false, restsUntil: null })
})

test('a setting that there is none of changes nothing', async () => {
  const before = await loadReminder(database, member)
  for (const body of [{ remind: 'hourly' }, { remind: null }, { remind: 'never', more: 1 }])
    expect(await problemOf(await postAs(world, member, PUT, { body }))).toBe('422 input_invalid')
  expect(await loadReminder(database, member)).toEqual(before)
})

test('strangers are to sign in, another account is none, other sites change nothing', async () => {
  const callers = { outsider, account: 'harbour' }
  await expectMembersOnly(world, callers, PUT, { remind: 'never' })
  await expectMembersOnly(world, callers, rest, {})
  await expectJsonOnly(world, member, PUT, { remind: 'never' })
  const elsewhere = await postAs(world, member, rest, { site: 'cross-site' })
  expect(await problemOf(elsewhere)).toBe('403 cross_origin')
})
