import { afterAll, expect, test } from 'vitest'
import { changeRole } from '#lib/commands/change-role.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { must, openWorld } from '../../test-support/world.ts'
import { listDemonstrationPeople } from './demonstration-people.ts'

const database = openDatabase((await testDatabase()).url)
afterAll(() => closeDatabase(database))

test('everyone who can sign in is there, owners first; who left an account is not', async () => {
  const world = await openWorld(database)
  const { id: accountId } = await world.account('harbour', 'Harbour')
  await world.member('harbour', 'Ada Member')
  await world.member('harbour', 'Zoe Owner', 'owner')
  const { subjectId } = await world.member('harbour', 'Gone Person')
  must(await changeRole(world.commandLine, { accountId, subjectId, role: 'none' }, world.context))
  await world.operator('Odette Staff')
  const { staff, accounts } = await listDemonstrationPeople(world.context)
  expect(staff.map(({ name }) => name)).toEqual(['Odette Staff'])
  expect(accounts.map(({ name }) => name)).toEqual(['Harbour'])
  expect(accounts[0]?.people.map(({ name, role, why }) => [name, role, why])).toEqual([
    ['Zoe Owner', 'owner', null],
    ['Ada Member', 'member', null],
  ])
})
