import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { Question } from '#lib/domain/ledger/act.ts'
import { getAnswers } from '#lib/queries/answers.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import {
  countActs,
  expectJsonOnly,
  expectMembersOnly,
  postAs,
  problemOf,
} from '../../../../../../test-support/route-world.ts'
import { smallTerms } from '../../../../../../test-support/small-catalogue.ts'
import { language, openWorld, type World } from '../../../../../../test-support/world.ts'
import { POST } from './route.ts'

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
})

let accounts = 0
beforeEach(async () => {
  accounts += 1
  const account = await world.account(`harbour-${String(accounts)}`)
  const admin = await world.member(account, `Admin ${String(accounts)}`, 'admin')
  member = await world.member(account, `Member ${String(accounts)}`)
  await world.permit(admin, 'meeting_summary', 'chat_compose')
  await world.permit(admin, 'product_improvement/audio', 'product_improvement/chat')
})
afterAll(() => closeDatabase(database))

const summary = { purpose: 'meeting_summary', category: null }
const compose = { purpose: 'chat_compose', category: null }
const chat = { purpose: 'product_improvement', category: 'chat' }
const audio = { purpose: 'product_improvement', category: 'audio' }
const yes = (...abouts: object[]) => abouts.map((about) => ({ ...about, intent: 'include' }))
const no = (...abouts: object[]) => abouts.map((about) => ({ ...about, intent: 'leave_out' }))
const features = (choices: object[]) => ({ question: 'features', choices })
const sharing = (choices: object[]) => ({ question: 'sharing', choices })

test('a yes on the page that is current is one act, and answers its receipt', async () => {
  const before = await countActs(world)
  const body = features(yes(summary, compose))
  const response = await postAs(world, member, POST, { body, ifMatch: await basis('features') })
  expect(response.status).toBe(201)
  const { receiptId } = (await response.json()) as { receiptId: string }
  expect(response.headers.get('location')).toBe(
    `/accounts/${member.accountSlug}/receipts/${receiptId}`,
  )
  expect(await countActs(world)).toBe(before + 1)
  expect(await world.states(member)).toMatchObject({
    meeting_summary: { status: 'given', decision: 'permit' },
    chat_compose: { status: 'given', decision: 'permit' },
    'product_improvement/chat': { status: 'undecided', decision: 'deny' },
  })
})

test('a no needs no page, and neither does a yes that was said already', async () => {
  const refused = await postAs(world, member, POST, { body: sharing(no(chat)) })
  expect(refused.status).toBe(201)
  expect(await world.state(member, 'product_improvement/chat')).toMatchObject({ status: 'refused' })
  const again = await postAs(world, member, POST, { body: sharing(no(chat)) })
  expect([again.status, await again.json()]).toEqual([200, { receiptId: null }])
})

test('a yes that names no page is asked which one it answers', async () => {
  const response = await postAs(world, member, POST, { body: features(yes(summary)) })
  expect(await problemOf(response)).toBe('428 if_match_required')
  expect(await world.state(member, 'meeting_summary')).toMatchObject({ status: 'undecided' })
})

test('on a page that the terms changed under, a no is recorded and a yes is not', async () => {
  const ifMatch = await basis('sharing')
  await world.include(member, 'product_improvement/audio')
  world.clock.advance(60_000)
  await world.publishTerms(smallTerms.replace('for improvement only', 'for improvement'))
  const before = await countActs(world)
  const stale = await postAs(world, member, POST, {
    body: sharing([...yes(chat), ...no(audio)]),
    ifMatch,
  })
  const problem = (await stale.json()) as { code: string; recorded: string | null }
  expect([stale.status, problem.code]).toEqual([412, 'stale_page'])
  expect(problem.recorded).toEqual(expect.any(String))
  expect(await countActs(world)).toBe(before + 1)
  expect(await world.state(member, 'product_improvement/chat')).toMatchObject({
    status: 'undecided',
  })
  expect(await world.state(member, 'product_improvement/audio')).toMatchObject({
    status: 'withdrawn',
  })
  const alone = await postAs(world, member, POST, { body: sharing(no(chat)), ifMatch })
  expect(alone.status).toBe(201)
})

test('two sharing purposes, or an answer twice, are turned away whole', async () => {
  const training = { purpose: 'train_platform_models', category: 'chat' }
  const mixed = await postAs(world, member, POST, { body: sharing(no(chat, training)) })
  expect(await problemOf(mixed)).toBe('422 mixed_question')
  const twice = await postAs(world, member, POST, { body: sharing([...no(chat), ...no(chat)]) })
  expect(await problemOf(twice)).toBe('422 input_invalid')
  const state = await world.state(member, 'product_improvement/chat')
  expect(state).toMatchObject({ status: 'undecided' })
})

test('what is not asked about, not offered to them, or of the other question is no answer', async () => {
  const ifMatch = await basis('sharing')
  const problemFor = async (body: object) =>
    problemOf(await postAs(world, member, POST, { body, ifMatch }))
  expect(await problemFor(features(yes({ purpose: 'mind_reading', category: null })))).toBe(
    '422 unknown_purpose',
  )
  expect(await problemFor(sharing(yes({ ...chat, category: 'smell' })))).toBe(
    '422 unknown_category',
  )
  expect(await problemFor(sharing(yes({ ...chat, category: 'telemetry' })))).toBe(
    '409 not_permitted',
  )
  expect(await problemFor(features(yes(chat)))).toBe('422 unknown_purpose')
})

test('nobody answers for another account, and a stranger signs in first', async () => {
  const callers = { outsider, account: member.accountSlug }
  await expectMembersOnly(world, callers, POST, features(no(summary)))
})

test('what is not JSON of the right form is turned away', async () => {
  await expectJsonOnly(world, member, POST, features(no(summary)))
})

async function basis(question: Question): Promise<string> {
  const answers = await getAnswers(member, question, language, world.context)
  return question === 'features' ? answers.expected : (answers.purposes[0]?.expected ?? '')
}
