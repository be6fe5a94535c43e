import { evaluate, type Answer } from '@assent/decision'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadMemberConsents } from '#lib/store/consents.ts'
import { followedState } from '../../test-support/decision-state.ts'
import { testDatabase } from '../../test-support/database.ts'
import { carryOut, happening } from '../../test-support/random-history.ts'
import { language, openWorld, type World } from '../../test-support/world.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
afterAll(() => closeDatabase(database))

type State = Awaited<ReturnType<typeof followedState>>

test('followed step by step, or from where it was kept, a state answers as one that is read whole, and as the pages do', async () => {
  const world = await openWorld(database)
  let permits = 0
  const step = fc.record({
    happens: happening,
    isLookedFor: fc.boolean(),
    isKept: fc.boolean(),
  })
  const steps = fc.array(step, {
    minLength: 5,
    maxLength: 25,
  })
  await fc.assert(
    fc.asyncProperty(steps, async (drawn) => {
      const teams = [await world.team(), await world.team()]
      for (const { admin } of teams) await world.permit(admin, 'meeting_summary')
      const people = teams.flatMap(({ owner, admin, member }) => [owner, admin, member])
      const followed = await followedState(world.context)
      let kept = await followed.keep()
      for (const { happens, isLookedFor, isKept } of drawn) {
        await carryOut(world, teams, happens)
        if (!isLookedFor) continue
        await followed.follow()
        if (isKept) kept = await followed.keep()
        await answersAlike(world, followed, people)
      }
      await followed.follow()
      await answersAlike(world, followed, people)
      const whole = await followedState(world.context)
      await whole.follow()
      const resumed = await followedState(world.context, kept)
      await resumed.follow()
      for (const person of people) {
        const answers = answersOf(world, followed, person)
        expect(answers).toEqual(answersOf(world, whole, person))
        expect(answers).toEqual(answersOf(world, resumed, person))
        permits += JSON.stringify(answers).split('"decision":"permit","opinion"').length - 1
      }
    }),
    { numRuns: Number(process.env['FEED_RUNS'] ?? 12) },
  )
  // Histories in which nothing ever ran would prove little.
  expect(permits).toBeGreaterThan(0)
})

test('whom the platform links without any act is known by its id at once, and told once', async () => {
  const world = await openWorld(database)
  const { member, admin } = await world.team()
  await world.permit(admin, 'meeting_summary')
  await world.include(member, 'meeting_summary')
  const followed = await followedState(world.context)
  const about = { purpose: 'meeting_summary', category: null }
  const byPlatform = { ...member, subjectId: `platform-${member.subjectId}` }
  await followed.follow()
  expect(codesOf(ask(world, followed, byPlatform, about))).toEqual(['UNKNOWN_MEMBER'])
  await world.client(member, ['accounts'])
  await followed.follow()
  await world.link(member)
  expect(await followed.follow()).toBe(1)
  expect(ask(world, followed, byPlatform, about)).toEqual(ask(world, followed, member, about))
  expect(ask(world, followed, byPlatform, about).decision).toBe('permit')
  expect(await followed.follow()).toBe(0)
})

test('whose age the platform states is decided by it at once, and as often as it is stated anew', async () => {
  const world = await openWorld(database)
  const { member, admin } = await world.team()
  await world.permit(admin, 'meeting_summary')
  await world.include(member, 'meeting_summary')
  await world.link(member)
  await world.client(member, ['accounts'])
  const followed = await followedState(world.context)
  const answer = async (minor: boolean | null) => {
    await world.age(member, minor)
    await followed.follow()
    return codesOf(ask(world, followed, member, { purpose: 'meeting_summary', category: null }))
  }
  expect(await answer(true)).toEqual(['MINORS_NOT_AUTHORISED'])
  expect(await answer(false)).toEqual([])
  expect(await answer(true)).toEqual(['MINORS_NOT_AUTHORISED'])
  expect(await answer(null)).toEqual([])
  await world.age(member, null)
  expect(await followed.follow()).toBe(0)
  const stated = await database.prisma.memberAge.count({ where: { subjectId: member.subjectId } })
  expect(stated).toBe(4)
})

/** The decision in memory is the one that the person's own page shows, for the same reasons. */
async function answersAlike(
  world: World,
  state: State,
  people: readonly MemberPrincipal[],
): Promise<void> {
  const { digestOf, now } = world.context
  const moment = { at: now(), before: null, language, digestOf }
  for (const { accountId, subjectId } of people) {
    const { member } = await loadMemberConsents(database, accountId, subjectId, moment)
    for (const { question, decision } of member) {
      const answer = ask(world, state, { accountId, subjectId }, question)
      // What rules of a kind do is said beside the answers, whatever these are.
      if (answer.reasons.some(({ code }) => code.startsWith('MINORS_'))) {
        expect(answer.decision).toBe('deny')
        continue
      }
      const codes = decision.reasons.map(({ code }) => code)
      expect([answer.decision, ...codesOf(answer)]).toEqual([
        decision.decision,
        ...[...new Set(codes)].sort(),
      ])
    }
  }
}

function codesOf({ reasons }: Answer): readonly string[] {
  return reasons.map(({ code }) => code).sort()
}

function ask(
  world: World,
  { snapshot }: State,
  { accountId, subjectId }: Pick<MemberPrincipal, 'accountId' | 'subjectId'>,
  { purpose, category }: { readonly purpose: string; readonly category: string | null },
): Answer {
  const about = { kind: 'member', account: accountId, purpose, category } as const
  return evaluate(snapshot, { ...about, member: subjectId }, world.context.now().getTime())
}

function answersOf(world: World, state: State, person: MemberPrincipal): readonly unknown[] {
  return state.snapshot.questions
    .map(({ purpose, category }) => {
      const answer = ask(world, state, person, { purpose, category })
      const linked = { ...person, subjectId: `platform-${person.subjectId}` }
      const byPlatform = ask(world, state, linked, { purpose, category })
      return [answer, byPlatform].map((each) => ({ ...each, category, revision: 0 }))
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
