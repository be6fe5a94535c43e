import { afterAll, expect, test } from 'vitest'
import { setAccountPolicy } from '#lib/commands/set-account-policy.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { must, openWorld } from '../../test-support/world.ts'
import { findOwnRules } from './own-rules.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
afterAll(() => closeDatabase(database))

test('who is stated to be under age reads what follows, and nobody else does until the account’s rules say so', async () => {
  const { member, owner, admin } = await world.team()
  await world.link(member)
  await world.age(member, true)
  const rules = await findOwnRules(member, 'features', world.context)
  expect(rules?.lines.join(' ')).toMatch(/under age.*none for .*Meeting summary/)
  expect(await findOwnRules(member, 'sharing', world.context)).not.toBeNull()
  expect(await findOwnRules(owner, 'features', world.context)).toBeNull()
  await world.age(member, false)
  expect(await findOwnRules(member, 'features', world.context)).toBeNull()
  const policy = { regime: 'healthcare' } as const
  must(await setAccountPolicy(admin, { policy, expected: null }, world.context))
  expect((await findOwnRules(owner, 'sharing', world.context))?.title).toContain('health data')
})
