import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import { keepKeys } from '../../../../../../test-support/keep-keys.ts'
import {
  countActs,
  expectJsonOnly,
  expectMembersOnly,
  getAs,
  postAs,
  problemOf,
} from '../../../../../../test-support/route-world.ts'
import { openWorld, type World } from '../../../../../../test-support/world.ts'
import { POST as ask } from '../erasure-requests/route.ts'
import { GET as bundle } from '../receipts/[receipt]/bundle/route.ts'
import { GET as file } from '../receipts/[receipt]/file/route.ts'
import { GET as receipt } from '../receipts/[receipt]/route.ts'
import { GET as standing } from '../../../receipts/[receipt]/standing/route.ts'
import { POST } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let owner: MemberPrincipal, admin: MemberPrincipal, auditor: MemberPrincipal
let member: MemberPrincipal, outsider: MemberPrincipal
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database, { now: () => new Date() })
  await keepKeys(world)
  await world.account('quarry')
  await world.account('harbour')
  outsider = await world.member('quarry', 'Olu Outside', 'owner')
  owner = await world.member('harbour', 'Orla Owner', 'owner')
  admin = await world.member('harbour', 'Ada Admin', 'admin')
  auditor = await world.member('harbour', 'Uri Auditor', 'auditor')
  member = await world.member('harbour', 'Mo Member')
  await world.permit(admin, 'meeting_summary')
})
afterAll(() => closeDatabase(database))

const naming = ({ subjectId }: MemberPrincipal) => ({ member: subjectId })

test('strangers, other accounts, auditors and members erase nobody, also not themselves', async () => {
  await expectMembersOnly(world, { outsider, account: 'harbour' }, POST, naming(member))
  const before = await countActs(world)
  for (const caller of [auditor, member]) {
    const response = await postAs(world, caller, POST, { body: naming(member) })
    expect(await problemOf(response)).toBe('403 forbidden')
  }
  const ofAnother = await postAs(world, outsider, POST, { body: naming(member) })
  expect(await problemOf(ofAnother)).toBe('404 member_unknown')
  const anOwner = await postAs(world, admin, POST, { body: naming(owner) })
  expect(await problemOf(anOwner)).toBe('403 owner_by_owner_only')
  const theLast = await postAs(world, owner, POST, { body: naming(owner) })
  expect(await problemOf(theLast)).toBe('409 last_owner')
  const nobody = { member: '00000000-0000-4000-8000-000000000000' }
  expect(await problemOf(await postAs(world, admin, POST, { body: nobody }))).toBe(
    '404 member_unknown',
  )
  expect(await countActs(world)).toBe(before)
})

test('what is no request for it is turned away', async () => {
  await expectJsonOnly(world, admin, POST, naming(member))
  const response = await postAs(world, admin, POST, { body: { member: 'Mo' } })
  expect(await problemOf(response)).toBe('422 input_invalid')
})

test('a stranger and another account ask for nobody; a member for themselves, once', async () => {
  await expectMembersOnly(world, { outsider, account: 'harbour' }, ask, undefined)
  const asker = await world.member('harbour', 'Asa Asker')
  const asked = await postAs(world, asker, ask)
  expect(asked.status).toBe(201)
  const { receiptId } = (await asked.json()) as { receiptId: string }
  expect(asked.headers.get('location')).toBe(`/accounts/harbour/receipts/${receiptId}`)
  expect(await problemOf(await postAs(world, asker, ask))).toBe('409 erasure_requested_already')
  expect((await postAs(world, admin, POST, { body: naming(asker) })).status).toBe(201)
})

test('an admin erases; then no id of theirs leads anywhere, and they are signed out', async () => {
  const receiptId = (await world.include(member, 'meeting_summary'))!
  const params = { account: 'harbour', receipt: receiptId }
  const routes = { receipt, file, bundle, standing }
  await world.sequence()
  for (const [what, route] of Object.entries(routes))
    expect((await getAs(world, member, route, params)).status, what).toBe(200)
  const erased = await postAs(world, admin, POST, { body: naming(member) })
  const said = (await erased.json()) as { receiptId: string; keepUntil: string }
  expect([erased.status, Object.keys(said)]).toEqual([201, ['receiptId', 'keepUntil']])
  expect(new Date(said.keepUntil).getFullYear()).toBe(new Date().getFullYear() + 3)
  for (const [what, route] of Object.entries(routes))
    for (const caller of [owner, admin, auditor])
      expect((await getAs(world, caller, route, params)).status, what).toBe(404)
  const again = await postAs(world, admin, POST, { body: naming(member) })
  expect(await problemOf(again)).toBe('404 member_unknown')
  const own = { account: 'harbour', receipt: said.receiptId }
  expect((await getAs(world, admin, receipt, own)).status).toBe(200)
})
