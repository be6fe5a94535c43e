import { afterAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkLedger } from './check-ledger.ts'
import { testDatabase } from './database.ts'
import { openWorld } from './world.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
afterAll(() => closeDatabase(database))

test('a world begins undecided, and what happens in it is sequenced and verifies', async () => {
  const world = await openWorld(database)
  await world.account('quay')
  const admin = await world.member('quay', 'Ada Admin', 'admin')
  const member = await world.member('quay', 'Mo Member')
  expect(await world.state(member, 'product_improvement/chat')).toEqual({
    status: 'undecided',
    decision: 'deny',
  })
  await world.permitAndAsk(admin, 'meeting_summary')
  await world.permit(admin, 'product_improvement/chat')
  expect(await world.state(member, 'meeting_summary')).toMatchObject({ status: 'requested' })
  await world.include(member, 'meeting_summary')
  await world.leaveOut(member, 'product_improvement/chat')
  expect(await world.states(member)).toMatchObject({
    meeting_summary: { status: 'given', decision: 'permit' },
    'product_improvement/chat': { status: 'refused', decision: 'deny' },
  })
  await world.forbid(admin, 'meeting_summary')
  expect(await world.state(member, 'meeting_summary')).toMatchObject({ status: 'revoked' })
  await world.sequence()
  await checkLedger(at.ownerUrl, world.keys.verifierKey)
})
