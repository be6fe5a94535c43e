import { evaluate } from '@assent/decision'
import { afterAll, expect, test } from 'vitest'
import { setAccountPolicy } from '#lib/commands/set-account-policy.ts'
import { setFeaturePolicy } from '#lib/commands/set-feature-policy.ts'
import { policyRevision } from '#lib/domain/account/policy-plan.ts'
import type { AccountPolicy } from '#lib/domain/account/policy.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import { loadAccountPolicy, loadFeaturePolicies } from '#lib/store/policies.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { followedState } from '../../test-support/decision-state.ts'
import { language, must, openWorld, type Team } from '../../test-support/world.ts'
import { getAnswers } from './answers.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world
afterAll(() => closeDatabase(database))

const controlOf = async (who: MemberPrincipal, purpose: string, category: string | null = null) => {
  const question = category === null ? 'features' : 'sharing'
  const { purposes } = await getAnswers(who, question, language, context)
  const controls = purposes.flatMap(({ controls }) => controls)
  return controls.find((each) => each.purpose === purpose && each.category === category)!
}

async function authorise({ admin, account }: Team, authorisation: string): Promise<void> {
  const { digestOf, now } = context
  const moment = { at: now(), before: null, language, digestOf }
  const { cells } = await loadAccountConsents(database, account.id, moment)
  const expected = policyRevision(cells, await loadFeaturePolicies(database, account.id), digestOf)
  const policies = [{ purpose: 'meeting_summary', authorisation }]
  must(await setFeaturePolicy(admin, { policies, expected, language }, context))
}

async function underPolicy(
  { admin, account }: Team,
  policy: Partial<Pick<AccountPolicy, 'regime' | 'setting'>>,
) {
  const expected = String((await loadAccountPolicy(database, account.id)).seq)
  must(await setAccountPolicy(admin, { policy, expected }, context))
}

test('C35: of somebody under age each control says that it is not possible, and offers nothing', async () => {
  const team = await world.team()
  const { member, admin } = team
  await world.permit(admin, 'meeting_summary')
  await world.permit(admin, 'product_improvement/chat')
  const before = await controlOf(member, 'meeting_summary')
  expect(before).toMatchObject({ mayInclude: true, isRuledOut: false })
  await world.link(member)
  await world.age(member, true)
  for (const [purpose, category] of [
    ['meeting_summary', null],
    ['product_improvement', 'chat'],
  ] as const) {
    const control = await controlOf(member, purpose, category)
    expect(control).toMatchObject({ mayInclude: false, isRuledOut: true, decision: 'deny' })
    expect(control.sentences.control).toMatch(
      /: not possible under the rules for people under age\.$/,
    )
    expect(control.sentences.said).toBe('')
  }
  // An adult beside them reads what they read before.
  expect(await controlOf(admin, 'meeting_summary')).toMatchObject({ isRuledOut: false })

  await authorise(team, 'Headteacher, 1 September')
  const authorised = await controlOf(member, 'meeting_summary')
  expect(authorised).toMatchObject({
    ...{ mayInclude: true, isRuledOut: false, decision: 'permit' },
    otherGround: 'Headteacher, 1 September',
  })
  expect(authorised.sentences.control).toBe('Meeting summary: you are included.')
  expect(authorised.sentences.why).toContain('You can object with one act.')
})

test('a yes from before the rule is not hidden, and can be taken back', async () => {
  const { member, admin } = await world.team()
  await world.permit(admin, 'product_improvement/chat')
  await world.include(member, 'product_improvement/chat')
  await world.link(member)
  await world.age(member, true)
  const control = await controlOf(member, 'product_improvement', 'chat')
  expect(control).toMatchObject({ status: 'given', decision: 'deny', mayInclude: false })
  expect(control.sentences.said).toBe('You have said yes.')
})

test('C35: what the page says is what the decision point answers, under every rule and after every answer', async () => {
  const team = await world.team()
  const { member, admin, account } = team
  const state = await followedState(context)
  await world.permit(admin, 'meeting_summary')
  await world.permit(admin, 'product_improvement/chat')
  await world.link(member)
  const asked = [
    ['meeting_summary', null],
    ['product_improvement', 'chat'],
  ] as const
  let compared = 0
  const compare = async (about: string) => {
    await state.follow()
    for (const [purpose, category] of asked) {
      const question = { kind: 'member', account: account.id, member: member.subjectId } as const
      const { decision } = evaluate(
        state.snapshot,
        { ...question, purpose, category },
        context.now().getTime(),
      )
      const control = await controlOf(member, purpose, category)
      expect(control.decision, `${about} ${purpose}`).toBe(decision)
      compared += 1
    }
  }
  for (const answer of ['silence', 'yes', 'no'] as const) {
    if (answer === 'yes') {
      await world.include(member, 'meeting_summary')
      await world.include(member, 'product_improvement/chat')
    }
    if (answer === 'no') {
      await world.leaveOut(member, 'meeting_summary')
      await world.leaveOut(member, 'product_improvement/chat')
    }
    for (const regime of ['minors', 'healthcare', 'none'] as const) {
      await underPolicy(team, { regime })
      for (const minor of [true, false, null]) {
        await world.age(member, minor)
        await compare(`${answer} ${regime} ${String(minor)}`)
      }
    }
    if (answer === 'silence') await authorise(team, 'Board, 1 May')
  }
  expect(compared).toBe(54)
})
