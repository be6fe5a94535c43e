import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { findPermissions } from '#lib/queries/permissions.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import {
  countActs,
  expectJsonOnly,
  expectMembersOnly,
  postAs,
  problemOf,
} from '../../../../../../test-support/route-world.ts'
import { language, openWorld, type World } from '../../../../../../test-support/world.ts'
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
  outsider = await world.member('quarry', 'Olu Outside', 'owner')
})

let accounts = 0
beforeEach(async () => {
  accounts += 1
  const account = await world.account(`harbour-${String(accounts)}`)
  admin = await world.member(account, `Admin ${String(accounts)}`, 'admin')
  member = await world.member(account, `Member ${String(accounts)}`)
})
afterAll(() => closeDatabase(database))

const setting = { purpose: 'meeting_summary', category: null }
const permit = {
  question: 'features',
  scope: 'meeting_summary',
  settings: [{ ...setting, kind: 'members_decide' }],
  askings: [{ purpose: 'meeting_summary', mode: 'not_yet' }],
}
const off = { question: 'features', settings: [{ ...setting, kind: 'off' }] }

test('permitting on the page that is current is one act, and answers its document', async () => {
  const before = await countActs(world)
  const response = await postAs(world, admin, POST, { body: permit, ifMatch: await basis() })
  const { receiptId } = (await response.json()) as { receiptId: string }
  expect(response.status).toBe(201)
  expect(response.headers.get('location')).toContain(receiptId)
  expect(await countActs(world)).toBe(before + 1)
  await world.include(member, 'meeting_summary')
  expect(await world.state(member, 'meeting_summary')).toMatchObject({ decision: 'permit' })
})

test('permitting and asking at once is a permission and a request', async () => {
  const before = await countActs(world)
  const body = { ...permit, askings: [{ purpose: 'meeting_summary', mode: 'ask_now' }] }
  const response = await postAs(world, admin, POST, { body, ifMatch: await basis() })
  expect(Object.keys((await response.json()) as object)).toEqual(['receiptId'])
  expect(await countActs(world)).toBe(before + 2)
  expect(await world.state(member, 'meeting_summary')).toMatchObject({ status: 'requested' })
})

test('turning off needs no page, ends each yes, and is recorded once', async () => {
  await world.permit(admin, 'meeting_summary')
  await world.include(member, 'meeting_summary')
  const response = await postAs(world, admin, POST, { body: off, ifMatch: 'outdated' })
  expect(response.status).toBe(201)
  expect(await world.state(member, 'meeting_summary')).toMatchObject({ status: 'revoked' })
  const again = await postAs(world, admin, POST, { body: off })
  expect([again.status, await again.json()]).toEqual([200, { receiptId: null }])
})

test('what widens names a page, and one that another admin changed has failed', async () => {
  const ifMatch = await basis()
  const unsaid = await postAs(world, admin, POST, { body: permit })
  expect(await problemOf(unsaid)).toBe('428 if_match_required')
  await world.forbid(admin, 'meeting_summary')
  const outdated = await postAs(world, admin, POST, { body: permit, ifMatch })
  expect(await problemOf(outdated)).toBe('412 stale_page')
  expect(await world.state(member, 'meeting_summary')).toMatchObject({ decision: 'deny' })
})

test('permitting ends in the question how members are asked', async () => {
  const ifMatch = await basis()
  const problemFor = async (body: object) =>
    problemOf(await postAs(world, admin, POST, { body, ifMatch }))
  expect(await problemFor({ ...permit, askings: [] })).toBe('422 asking_required')
  const onGround = { purpose: 'meeting_summary', mode: 'other_ground', reference: '  ' }
  expect(await problemFor({ ...permit, askings: [onGround] })).toBe('422 reference_required')
  const sharing = {
    question: 'sharing',
    settings: [{ purpose: 'product_improvement', category: 'chat', kind: 'members_decide' }],
    askings: [{ purpose: 'product_improvement', mode: 'other_ground', reference: 'WC 7' }],
  }
  expect(await problemFor(sharing)).toBe('422 other_ground_for_sharing')
})

test('only owners and admins decide', async () => {
  const auditor = await world.member(admin.accountSlug, `Auditor ${String(accounts)}`, 'auditor')
  const before = await countActs(world)
  for (const caller of [member, auditor]) {
    const response = await postAs(world, caller, POST, { body: off })
    expect(await problemOf(response)).toBe('403 forbidden')
  }
  expect(await countActs(world)).toBe(before)
})

test('nobody decides for another account, and a stranger signs in first', async () => {
  await expectMembersOnly(world, { outsider, account: admin.accountSlug }, POST, off)
})

test('what is not JSON of the right form is turned away', async () => {
  await expectJsonOnly(world, admin, POST, off)
})

async function basis(): Promise<string> {
  const view = await findPermissions(admin, 'features', language, world.context)
  return view?.purposes.find(({ purpose }) => purpose === 'meeting_summary')?.expected ?? ''
}
