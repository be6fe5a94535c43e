import { afterAll, afterEach, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallCatalogue } from '../../test-support/small-catalogue.ts'
import { openWorld } from '../../test-support/world.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

test('C14: one act takes back every yes over both questions, in a record for each', async () => {
  const { admin, member } = await world.team()
  await world.permit(admin, 'meeting_summary', 'chat_compose')
  await world.permit(admin, 'product_improvement/audio', 'product_improvement/chat')
  await world.permit(admin, 'train_platform_models/chat')
  await world.include(member, 'meeting_summary', 'chat_compose')
  await world.include(member, 'product_improvement/audio', 'product_improvement/chat')
  await world.include(member, 'train_platform_models/chat')
  const receipts = await world.withdrawEverything(member)
  const selections = await database.prisma.selection.findMany({
    where: { eventId: { in: [...receipts] } },
  })
  expect(selections.map(({ question }) => question).sort()).toEqual(['features', 'sharing'])
  const states = Object.values(await world.states(member))
  expect(states.every(({ decision }) => decision === 'deny')).toBe(true)
  expect(states.filter(({ status }) => status === 'withdrawn')).toHaveLength(5)
  expect(states.filter(({ status }) => status === 'undecided')).toHaveLength(2)
})

test('C14: it takes back a yes that is turned off, that went stale, and what runs on another ground', async () => {
  const { admin, owner, member } = await world.team()
  await world.permitOnGround(admin, 'Agreement 7', 'chat_compose')
  await world.permit(admin, 'meeting_summary')
  await world.include(member, 'meeting_summary')
  const before = await world.states(owner)
  await world.withdrawEverything(member)
  expect(await world.states(member)).toMatchObject({
    meeting_summary: { status: 'withdrawn', decision: 'deny' },
    chat_compose: { status: 'refused', decision: 'deny' },
  })
  expect(await world.states(owner)).toEqual(before)
})

test('C14: done again, or with nothing to take back, it writes nothing', async () => {
  const { admin, member } = await world.team()
  const before = await checkActs(world)
  expect(await world.withdrawEverything(member)).toEqual([])
  expect(await checkActs(world)).toEqual(before)
  await world.permit(admin, 'meeting_summary')
  await world.include(member, 'meeting_summary')
  expect(await world.withdrawEverything(member)).toHaveLength(1)
  expect(await world.withdrawEverything(member)).toEqual([])
})

test('in one account it takes nothing back in another', async () => {
  const [one, other] = [await world.team(), await world.team()]
  for (const { admin, member } of [one, other]) {
    await world.permit(admin, 'meeting_summary')
    await world.include(member, 'meeting_summary')
  }
  await world.withdrawEverything(one.member)
  expect((await world.state(other.member, 'meeting_summary')).decision).toBe('permit')
})

test('a yes can be taken back after its purpose has left the catalogue, and is not there again with it', async () => {
  const [one, other] = [await world.team(), await world.team()]
  for (const { admin, member } of [one, other]) {
    await world.permit(admin, 'chat_compose')
    await world.permit(admin, 'train_platform_models/chat')
    await world.include(member, 'chat_compose')
    await world.include(member, 'train_platform_models/chat')
  }
  const gone = ['chat_compose', 'train_platform_models']
  await world.publishCatalogue({
    ...smallCatalogue,
    purposes: smallCatalogue.purposes.filter(({ key }) => !gone.includes(key)),
    notices: smallCatalogue.notices.filter(({ purpose }) => !gone.includes(purpose)),
  })
  expect(Object.keys(await world.states(one.member))).not.toContain('chat_compose')
  await expect(world.include(one.member, 'chat_compose')).rejects.toThrow('unknown_purpose')
  expect(await world.withdrawEverything(one.member)).toHaveLength(2)
  expect(await world.withdrawEverything(one.member)).toEqual([])
  expect(await world.leaveOut(other.member, 'chat_compose')).toEqual(expect.any(String))
  await expect(world.leaveOut(other.member, 'chat_compose')).rejects.toThrow('unknown_purpose')
  await world.publishCatalogue()
  expect(await world.states(one.member)).toMatchObject({
    chat_compose: { status: 'withdrawn', decision: 'deny' },
    'train_platform_models/chat': { status: 'withdrawn', decision: 'deny' },
  })
  expect((await world.state(other.member, 'chat_compose')).status).toBe('withdrawn')
})
