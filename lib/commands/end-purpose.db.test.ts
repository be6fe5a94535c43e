import { afterAll, afterEach, expect, test } from 'vitest'
import { getAnswers } from '#lib/queries/answers.ts'
import { getHome } from '#lib/queries/home.ts'
import { listRecord } from '#lib/queries/record.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallCatalogue } from '../../test-support/small-catalogue.ts'
import { language, must, openWorld } from '../../test-support/world.ts'
import { endPurpose } from './end-purpose.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { commandLine, context } = world
const reason = 'We no longer train models with what people share.'

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

test('a use that the operator withdraws ends every yes, for good, and people are told', async () => {
  const [one, other] = [await world.team(), await world.team()]
  const audio = 'train_platform_models/audio'
  for (const { admin, member } of [one, other]) {
    await world.permit(admin, audio, 'train_platform_models/chat', 'product_improvement/audio')
    await world.include(member, audio)
    await world.include(member, 'product_improvement/audio')
  }
  await world.leaveOut(other.auditor, audio)
  const before = context.now()
  world.clock.advance(60_000)
  must(await endPurpose(commandLine, { purpose: 'train_platform_models', reason }, context))

  for (const { member } of [one, other])
    expect(await world.states(member)).toMatchObject({
      [audio]: { status: 'revoked', decision: 'deny' },
      'train_platform_models/chat': { status: 'undecided', decision: 'deny' },
      'product_improvement/audio': { status: 'given', decision: 'permit' },
    })
  expect((await world.state(other.auditor, audio)).status).toBe('refused')
  await expect(world.include(one.member, audio)).rejects.toThrow('purpose_ended')
  const late = await world.team()
  await expect(world.permit(late.admin, audio)).rejects.toThrow('purpose_ended')
  await world.leaveOut(one.member, audio)

  const { purposes } = await getAnswers(other.member, 'sharing', language, context)
  const control = purposes
    .find(({ purpose }) => purpose === 'train_platform_models')
    ?.controls.find(({ category }) => category === 'audio')
  expect(control?.sentences).toEqual({
    control: 'Sharing audio for training Castellan Calls’ AI models: ended.',
    said: 'Your earlier yes ended when Castellan Calls ended this use.',
    now: 'Castellan Calls may not use your audio for training Castellan Calls’ AI models.',
    why: ['The platform has ended this use for everyone.', 'It takes a new yes from you.'],
  })
  const home = await getHome(other.member, language, context)
  expect(home.ended).toEqual([
    { title: 'Training Castellan Calls’ AI models', at: context.now(), reason, endedYes: true },
  ])
  const { entries } = await listRecord(other.member, { kinds: null, before: null }, context)
  expect(entries[0]?.sentence).toBe(
    'Castellan Calls ended a use for everyone: Training Castellan Calls’ AI models.',
  )
  expect(entries[0]?.details).toEqual([`Reason: ${reason}`])

  const then = await world.cells(other.member, { at: before, before: entries[0]!.position })
  const cell = then.member.find(
    ({ question }) => `${question.purpose}/${String(question.category)}` === audio,
  )
  expect([cell?.view.status, cell?.decision.decision]).toEqual(['given', 'permit'])
})

test('nothing revives it: not a new catalogue, not a new permission', async () => {
  const { admin, member } = await world.team()
  await world.permit(admin, 'chat_compose')
  await world.include(member, 'chat_compose')
  must(await endPurpose(commandLine, { purpose: 'chat_compose', reason }, context))
  await world.publishCatalogue({
    ...smallCatalogue,
    categories: smallCatalogue.categories.toReversed(),
  })
  const late = await world.team()
  await expect(world.permit(late.admin, 'chat_compose')).rejects.toThrow('purpose_ended')
  expect(await world.state(member, 'chat_compose')).toMatchObject({
    status: 'revoked',
    decision: 'deny',
  })
  world.clock.advance('P4M')
  expect((await getHome(member, language, context)).ended).toEqual([])
})

test('it happens once, of what is known, and by the operator alone', async () => {
  const { owner } = await world.team()
  const before = await checkActs(world)
  const end = (purpose: string) => endPurpose(commandLine, { purpose, reason }, context)
  expect(await end('telepathy')).toEqual({ ok: false, code: 'unknown_purpose' })
  expect(await end('chat_compose')).toEqual({ ok: false, code: 'purpose_ended' })
  expect(await endPurpose(owner, { purpose: 'meeting_summary', reason }, context)).toEqual({
    ok: false,
    code: 'forbidden',
  })
  expect(await checkActs(world)).toEqual(before)
  const both = await Promise.all([end('meeting_summary'), end('meeting_summary')])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, code: 'purpose_ended' })
})
