import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getAnswers, type ControlView } from '#lib/queries/answers.ts'
import { choicesInput } from '#lib/schemas/choices.ts'
import { permissionsInput } from '#lib/schemas/permissions.ts'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { interfaceVersion, language, openWorld, type Team } from '../../test-support/world.ts'
import { makeChoices } from './make-choices.ts'

// What a page is given, in every state that a control can have: the rules that no page can then break.

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world
const seen = new Map<string, ControlView>()
let team: Team

afterAll(() => closeDatabase(database))

beforeAll(async () => {
  team = await world.team()
  const { admin, owner, auditor, member } = team
  await look()
  await world.permitAndAsk(admin, 'meeting_summary', 'chat_compose')
  await world.permitAndAsk(admin, 'product_improvement/audio', 'product_improvement/chat')
  await world.permitAndAsk(admin, 'train_platform_models/chat')
  await look()
  await world.include(member, 'meeting_summary', 'chat_compose')
  await world.include(member, 'product_improvement/audio', 'product_improvement/chat')
  await world.include(member, 'train_platform_models/chat')
  await world.leaveOut(owner, 'meeting_summary')
  await world.leaveOut(auditor, 'product_improvement/chat')
  await look()
  await world.withdrawEverything(auditor)
  await world.leaveOut(member, 'product_improvement/audio')
  await world.forbid(admin, 'chat_compose')
  await look()
  await world.permitOnGround(admin, 'Agreement 7', 'chat_compose')
  await look()
  world.clock.advance(1000)
  const mapping: Mapping = {
    ...smallMapping,
    ceilings: [
      { purpose: 'train_platform_models', category: 'chat', rule: 'forbidden', clause: '3.2' },
      { purpose: 'product_improvement', category: 'telemetry', rule: 'no_choice', clause: '3.1' },
    ],
  }
  const wider = smallTerms.replace('what is said', 'what is said, shown')
  await world.publishTerms(wider, mapping, { effect: 'widens' })
  await look()
  world.clock.advance('P2Y')
  await look()
})

/** Keeps a control for each status, permission, ceiling and question that comes by. */
async function look(): Promise<void> {
  const pages = [team.owner, team.auditor, team.member].flatMap((person) => [
    getAnswers(person, 'features', language, context),
    getAnswers(person, 'sharing', language, context),
  ])
  const purposes = (await Promise.all(pages)).flatMap((page) => page.purposes)
  for (const control of purposes.flatMap((each) => each.controls)) {
    const { purpose, category, status, permission, ceiling } = control
    seen.set([purpose, category, status, permission, ceiling].join(), control)
  }
}

function controls(): ControlView[] {
  return [...seen.values()]
}

test('every status and every ceiling came by', () => {
  expect(new Set(controls().map(({ status }) => status))).toEqual(
    new Set([
      'undecided',
      'requested',
      'given',
      'refused',
      'withdrawn',
      'revoked',
      'expired',
      'stale',
    ]),
  )
  expect(new Set(controls().map(({ ceiling }) => ceiling))).toEqual(
    new Set(['open', 'forbidden', 'no_choice']),
  )
})

describe('C3: nothing is selected for anyone', () => {
  test('C3: an answer or a setting that does not say which is refused, never filled in', () => {
    const about = { purpose: 'meeting_summary', category: null }
    expect(choicesInput.safeParse({ question: 'features', choices: [about] }).success).toBe(false)
    expect(choicesInput.safeParse({ question: 'features', choices: [] }).success).toBe(false)
    const setting = { question: 'features', settings: [about], askings: [] }
    expect(permissionsInput.safeParse(setting).success).toBe(false)
    const asking = { ...setting, settings: [], askings: [{ purpose: 'meeting_summary' }] }
    expect(permissionsInput.safeParse(asking).success).toBe(false)
  })

  test('C3: saving a page on which nothing was chosen records nothing', async () => {
    const input = { question: 'features' as const, choices: [], expected: null }
    const result = await makeChoices(team.owner, { ...input, language, interfaceVersion }, context)
    expect(result).toEqual({ ok: true, value: { receiptId: null } })
  })
})

test('C22: a yes and a no are offered in the same words whatever was said, and the no is never missing', () => {
  for (const question of Object.values(
    Object.groupBy(controls(), ({ purpose, category }) => `${purpose} ${String(category)}`),
  ))
    expect(new Set(question!.map(({ labels }) => JSON.stringify(labels))).size).toBe(1)
  for (const { labels } of controls()) {
    expect(labels.include).not.toBe('')
    expect(labels.leaveOut).not.toBe('')
  }
})

test('C23: every control says its state as a whole sentence that names what it is about', () => {
  for (const { purpose, categoryTitle, sentences, status, decision } of controls()) {
    expect(sentences.control).toMatch(/^[A-Z].+: .+\.$/)
    const named = purpose.split('_')[0]!.slice(0, 5)
    expect(sentences.control.toLowerCase()).toContain(named)
    if (categoryTitle !== null)
      expect(sentences.control.toLowerCase()).toContain(categoryTitle.toLowerCase())
    expect(sentences.said).toMatch(/\.$/)
    expect(sentences.now).toMatch(/\.$/)
    // Why what happens differs from what was said.
    if (decision === 'deny' && status === 'given') expect(sentences.why).not.toEqual([])
  }
})

test('C24: no sentence and no label says no twice', () => {
  const negative = /\b(not|no|never|nobody|nothing|without|cannot|unless)\b|n’t\b/gi
  for (const { sentences, labels } of controls()) {
    const all = [labels.include, labels.leaveOut, ...Object.values(sentences).flat()]
    for (const sentence of all.flatMap((text) => text.split(/(?<=\.) /)))
      expect(sentence.match(negative)?.length ?? 0, sentence).toBeLessThan(2)
  }
})

describe('C25: a no is one step', () => {
  test('C25: it needs nothing that the yes did not: no reason, no second question, no other page', async () => {
    const { cells } = await world.cells(team.member)
    const input = {
      question: 'features' as const,
      choices: cells
        .filter(({ question }) => question.kind === 'feature')
        .map(({ question: { purpose } }) => ({
          purpose,
          category: null,
          intent: 'leave_out' as const,
        })),
      expected: null,
      language,
      interfaceVersion,
    }
    expect(await makeChoices(team.member, input, context)).toMatchObject({ ok: true })
  })

  test('C25: purposes that differ are never answered by one act', async () => {
    const sharing = ['product_improvement', 'train_platform_models'].map((purpose) => ({
      purpose,
      category: 'chat',
      intent: 'include' as const,
    }))
    const input = { question: 'sharing' as const, choices: sharing, expected: null }
    const result = await makeChoices(team.member, { ...input, language, interfaceVersion }, context)
    expect(result).toEqual({ ok: false, code: 'mixed_question' })
  })
})

test('C26: every notice names who answers for it and how to reach them, how to withdraw and where to complain', async () => {
  for (const question of ['features', 'sharing'] as const) {
    const { member } = await world.cells(team.member)
    const kind = question === 'features' ? 'feature' : 'sharing'
    const notices = member
      .filter((cell) => cell.question.kind === kind)
      .map((cell) => cell.notice.content)
    expect(notices.length).toBeGreaterThan(1)
    for (const { controller, processor, withdrawal, complaint } of notices) {
      const operator = controller === 'account' ? processor : controller
      expect(operator?.email).toMatch(/^[^@\s]+@[^@\s]+$/)
      expect(withdrawal).not.toBe('')
      expect(complaint).not.toBe('')
    }
  }
})
