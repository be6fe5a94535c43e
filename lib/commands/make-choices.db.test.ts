import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { answerBasis } from '#lib/domain/consent/page-basis.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { interfaceVersion, language, openWorld } from '../../test-support/world.ts'
import { makeChoices, type ChoicesInput } from './make-choices.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world
afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

test('C2: one selection holds one question: neither features with sharing nor two purposes of sharing', async () => {
  const { admin, member } = await world.team()
  await world.permit(admin, 'meeting_summary')
  await world.permit(admin, 'product_improvement/chat', 'train_platform_models/chat')
  const before = await checkActs(world)
  const mixed = [about('meeting_summary'), about('product_improvement/chat')]
  expect(await choose(member, 'features', mixed)).toMatchObject({ code: 'unknown_purpose' })
  const two = [about('product_improvement/chat'), about('train_platform_models/chat')]
  expect(await choose(member, 'sharing', two)).toMatchObject({ code: 'mixed_question' })
  expect(await checkActs(world)).toEqual(before)
})

describe('C10: a no', () => {
  test('C10: needs nothing that a yes needs: no permission, no current page, no page at all', async () => {
    const { admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary')
    await world.include(member, 'meeting_summary')
    await world.forbid(admin, 'meeting_summary')
    for (const each of ['meeting_summary', 'chat_compose', 'train_platform_models/audio']) {
      const question = each.includes('/') ? 'sharing' : 'features'
      const said = await choose(member, question, [about(each, 'leave_out')], { expected: null })
      expect(said).toMatchObject({ ok: true })
      expect(['refused', 'withdrawn']).toContain((await world.state(member, each)).status)
    }
  })

  test('C10: is one act where the yes was one, and takes effect with it', async () => {
    const { admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary', 'chat_compose')
    const before = await checkActs(world)
    await world.include(member, 'meeting_summary', 'chat_compose')
    const between = await checkActs(world)
    await world.leaveOut(member, 'meeting_summary', 'chat_compose')
    expect(await checkActs(world)).toMatchObject({ choices_made: between['choices_made']! + 1 })
    expect(between['choices_made']).toBe((before['choices_made'] ?? 0) + 1)
    const states = await world.states(member)
    expect(states['meeting_summary']).toEqual({ status: 'withdrawn', decision: 'deny' })
  })
})

test('saying the same again writes nothing', async () => {
  const { admin, member } = await world.team()
  await world.permit(admin, 'meeting_summary')
  await world.include(member, 'meeting_summary')
  const before = await checkActs(world)
  expect(await world.include(member, 'meeting_summary')).toBeNull()
  expect(await checkActs(world)).toEqual(before)
  await world.leaveOut(member, 'meeting_summary')
  expect(await world.leaveOut(member, 'meeting_summary')).toBeNull()
})

describe('bad input', () => {
  test.each([
    ['features', 'mind_reading', 'unknown_purpose'],
    ['features', 'meeting_summary/audio', 'unknown_category'],
    ['features', 'product_improvement/chat', 'unknown_purpose'],
    ['sharing', 'meeting_summary', 'unknown_purpose'],
    ['sharing', 'product_improvement', 'unknown_category'],
    ['sharing', 'product_improvement/faces', 'unknown_category'],
    ['sharing', 'product_improvement/transcripts', 'unknown_category'],
  ] as const)(
    '%s: %s is %s, said yes or no, and nothing is written',
    async (question, each, code) => {
      const { admin, member } = await world.team()
      await world.permit(admin, 'meeting_summary')
      const before = await checkActs(world)
      for (const intent of ['include', 'leave_out'] as const)
        expect(await choose(member, question, [about(each, intent)])).toMatchObject({ code })
      expect(await checkActs(world)).toEqual(before)
    },
  )

  test('what is not permitted is refused, and turned off too', async () => {
    const { admin, member } = await world.team()
    expect(await choose(member, 'features', [about('meeting_summary')])).toMatchObject({
      code: 'not_permitted',
    })
    await world.forbid(admin, 'meeting_summary')
    expect(await choose(member, 'features', [about('meeting_summary')])).toMatchObject({
      code: 'not_permitted',
    })
  })

  test('on a page that is not current a yes writes nothing, and the noes beside it are written', async () => {
    const { admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary', 'chat_compose')
    await world.include(member, 'chat_compose')
    for (const expected of ['0'.repeat(64), '', null]) {
      const before = await checkActs(world)
      const alone = await choose(member, 'features', [about('meeting_summary')], { expected })
      expect(alone).toEqual({ ok: false, code: 'stale_page', recorded: null })
      expect(await checkActs(world)).toEqual(before)
    }
    const both = [about('meeting_summary'), about('chat_compose', 'leave_out')]
    const result = await choose(member, 'features', both, { expected: 'old' })
    expect(result).toMatchObject({
      ok: false,
      code: 'stale_page',
      recorded: expect.any(String) as string,
    })
    expect(await world.states(member)).toMatchObject({
      meeting_summary: { status: 'undecided' },
      chat_compose: { status: 'withdrawn' },
    })
  })

  test('the same question twice in one selection is nobody’s answer', async () => {
    const { member } = await world.team()
    const before = await checkActs(world)
    const twice = [about('chat_compose', 'leave_out'), about('chat_compose', 'leave_out')]
    await expect(choose(member, 'features', twice)).rejects.toThrow('more than once')
    expect(await checkActs(world)).toEqual(before)
  })
})

test('C9: nobody but the person can say yes for them: no admin, no operator, no command line', async () => {
  const { owner, admin, member } = await world.team()
  await world.permit(admin, 'product_improvement/chat')
  const operator = await world.operator()
  const said = [about('product_improvement/chat')]
  for (const principal of [operator, world.commandLine]) {
    const result = await makeChoices(principal, input('sharing', said), context)
    expect(result).toEqual({ ok: false, code: 'forbidden' })
  }
  // What an admin says is theirs alone, whomever they mean.
  await world.include(admin, 'product_improvement/chat')
  await world.include(owner, 'product_improvement/chat')
  expect(await world.state(member, 'product_improvement/chat')).toEqual({
    status: 'undecided',
    decision: 'deny',
  })
})

function about(name: string, intent: 'include' | 'leave_out' = 'include') {
  const [purpose = '', category = null] = name.split('/')
  return { purpose, category, intent }
}

function input(
  question: ChoicesInput['question'],
  choices: ChoicesInput['choices'],
  expected: string | null = null,
): ChoicesInput {
  return { question, choices, expected, language, interfaceVersion }
}

async function choose(
  principal: Parameters<typeof world.cells>[0],
  question: ChoicesInput['question'],
  choices: ChoicesInput['choices'],
  given: { expected?: string | null } = {},
) {
  const { cells } = await world.cells(principal)
  const kind = question === 'features' ? 'feature' : 'sharing'
  const scope = kind === 'feature' ? null : (choices[0]?.purpose ?? null)
  const current = answerBasis(cells, kind, scope, context.digestOf)
  const expected = given.expected === undefined ? current : given.expected
  return makeChoices(principal, input(question, choices, expected), context)
}
