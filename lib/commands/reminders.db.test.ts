import { afterAll, afterEach, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { getHome } from '#lib/queries/home.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { language, openWorld } from '../../test-support/world.ts'
import { restReminder } from './rest-reminder.ts'
import { setReminder } from './set-reminder.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

const summary = 'The summary uses what is said and written in a meeting'

test('nothing is needed again, so there is nothing to be reminded of', async () => {
  const { member } = await oneWhoSaidYes()
  expect(await reminder(member)).toEqual({ isOff: false, isDue: true, again: [] })
})

test('C13: an answer that is needed again reminds, rests for a fortnight, and reminds again', async () => {
  const { member, other } = await oneWhoSaidYes()
  await widen()
  const again = [expect.objectContaining({ title: 'Meeting summary', question: 'features' })]
  expect(await reminder(member)).toMatchObject({ isDue: true, again })
  await restReminder(member, world.context)
  expect(await reminder(member)).toMatchObject({ isDue: false, again })
  expect(await reminder(other)).toMatchObject({ isDue: true })
  world.clock.advance('P13D')
  expect((await reminder(member)).isDue).toBe(false)
  world.clock.advance('P1D')
  expect((await reminder(member)).isDue).toBe(true)
})

test('what is needed again names the versions that the yes was given under and that hold no more', async () => {
  const { member } = await oneWhoSaidYes()
  const before = await widen()
  const [again] = (await reminder(member)).again
  expect(again?.since).toEqual([{ slug: 'terms-of-service', number: before }])
  await world.include(member, 'meeting_summary')
  expect((await reminder(member)).again).toEqual([])
})

test('C13: no reminder once it is switched off, until it is switched on, and no answer changes by it', async () => {
  const { member } = await oneWhoSaidYes()
  await widen()
  const answers = await world.states(member)
  const acts = await checkActs(world)
  await setReminder(member, { isOff: true }, world.context)
  world.clock.advance('P3M')
  expect(await reminder(member)).toMatchObject({ isOff: true, isDue: false })
  await setReminder(member, { isOff: false }, world.context)
  expect(await reminder(member)).toMatchObject({ isOff: false, isDue: true })
  expect(await world.states(member)).toEqual(answers)
  expect(await checkActs(world)).toEqual(acts)
})

test('resting leaves the setting as it is, and setting it leaves the rest as it is', async () => {
  const { member } = await oneWhoSaidYes()
  await restReminder(member, world.context)
  await setReminder(member, { isOff: true }, world.context)
  await restReminder(member, world.context)
  expect((await reminder(member)).isOff).toBe(true)
  await setReminder(member, { isOff: false }, world.context)
  expect((await reminder(member)).isDue).toBe(false)
})

test('C13: who said no is reminded of nothing, whatever the terms come to say', async () => {
  const { member } = await oneWhoSaidYes()
  await world.leaveOut(member, 'meeting_summary')
  await widen()
  expect((await reminder(member)).again).toEqual([])
})

test('what the account has turned off since is no question, and reminds nobody', async () => {
  const { member, admin } = await oneWhoSaidYes()
  await widen()
  await world.forbid(admin, 'meeting_summary')
  expect((await reminder(member)).again).toEqual([])
})

async function oneWhoSaidYes() {
  const { member, admin, auditor: other } = await world.team()
  await world.permit(admin, 'meeting_summary')
  await world.include(member, 'meeting_summary')
  await world.include(other, 'meeting_summary')
  return { member, admin, other }
}

/** Answers the number of the version that held before. */
async function widen(): Promise<number> {
  widened += 1
  world.clock.advance(60_000)
  const text = smallTerms.replace(summary, `${summary}, and more each time: ${String(widened)}`)
  const number = await world.publishTerms(text, smallMapping, { effect: 'widens' })
  return number - 1
}

let widened = 0

async function reminder(principal: MemberPrincipal) {
  return (await getHome(principal, language, world.context)).reminder
}
