import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallTerms } from '../../test-support/small-catalogue.ts'
import { openWorld, type World } from '../../test-support/world.ts'
import { loadAccountHistory, loadChoiceActs, loadRequestActs } from './consent-acts.ts'
import { loadMemberActs } from './member-acts.ts'
import { loadHeadPosition } from './positions.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
let world: World
let members: MemberPrincipal[]

beforeAll(async () => {
  world = await openWorld(database)
  await world.account('dunmore')
  await world.account('elswick')
  members = [
    await world.member('dunmore', 'Ann Member'),
    await world.member('dunmore', 'Ben Member'),
    await world.member('elswick', 'Cleo Member'),
  ]
  for (const account of ['dunmore', 'elswick']) {
    const admin = await world.member(account, 'Ada Admin', 'admin')
    await world.permitAndAsk(admin, 'meeting_summary', 'chat_compose')
    await world.permitAndAsk(admin, 'product_improvement/chat', 'product_improvement/audio')
    await answerAll()
    if (account === 'dunmore') await world.sequence()
  }
  await answerAll()
})

afterAll(() => closeDatabase(database))

test('one member’s acts are the same, at the same positions, as among those of all members', async () => {
  const head = await loadHeadPosition(database)
  for (const { accountId, subjectId } of members)
    for (let before = 0; before <= head + 1; before++) {
      const own = await loadMemberActs(database, accountId, subjectId, before)
      const choices = await loadChoiceActs(database, accountId, before)
      const requests = await loadRequestActs(database, accountId, before)
      const { permissions, askings } = await loadAccountHistory(database, accountId, before)
      const isOwn = (act: { subjectId: string }) => act.subjectId === subjectId
      expect(own.choices).toMatchObject(choices.filter(isOwn))
      expect(own.requests).toMatchObject(requests.filter(isOwn))
      expect(own.account.permissions).toMatchObject(permissions)
      expect(own.account.askings).toMatchObject(askings)
    }
})

test('there is something of each kind, entered and waiting', async () => {
  const { accountId, subjectId } = members[0]!
  const { choices, requests, account } = await loadMemberActs(database, accountId, subjectId)
  const entered = await database.pool.query('SELECT FROM entry')
  const positions = choices.map(({ position }) => position)
  expect(Math.min(...positions)).toBeLessThan(entered.rowCount!)
  expect(Math.max(...positions)).toBeGreaterThanOrEqual(entered.rowCount!)
  expect(requests.length).toBeGreaterThan(0)
  expect(account.permissions.length).toBeGreaterThan(0)
  expect(account.askings.length).toBeGreaterThan(0)
})

test('a member is looked up within their account: by another’s, there is nothing of theirs', async () => {
  const [ann, , cleo] = members
  const { choices, requests } = await loadMemberActs(database, ann!.accountId, cleo!.subjectId)
  expect([choices, requests]).toEqual([[], []])
})

test('what was published is counted in the same statement', async () => {
  const nobody = world.context.newId()
  const before = await loadMemberActs(database, nobody, nobody)
  await world.publishTerms(`${smallTerms}\nMore.\n`)
  const after = await loadMemberActs(database, nobody, nobody)
  expect([before.publications, after.publications]).toEqual(['1/1/0/0', '2/1/0/0'])
  expect(after.account.permissions).toEqual([])
})

async function answerAll(): Promise<void> {
  for (const member of members) {
    await world.leaveOut(member, 'meeting_summary')
    await world.leaveOut(member, 'product_improvement/chat')
    const { chat_compose: compose } = await world.states(member)
    if (compose?.status === 'requested') await world.include(member, 'chat_compose')
    else await world.leaveOut(member, 'chat_compose')
  }
}
