import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { loadAllMemberConsents } from '#lib/store/consents.ts'
import { loadHeadPosition, loadPositionAt } from '#lib/store/positions.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallCatalogue, smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { language, openWorld, type Team, type World } from '../../test-support/world.ts'

const at = await testDatabase()
let open: Database | null = null
afterAll(async () => {
  if (open !== null) await closeDatabase(open)
})

const questions = [
  'meeting_summary',
  'chat_compose',
  'product_improvement/audio',
  'product_improvement/chat',
  'train_platform_models/chat',
] as const

const question = fc.constantFrom(...questions)
const team = fc.nat(1)
const person = fc.constantFrom('owner' as const, 'member' as const)

/** What can happen. Whatever the rules refuse at that moment is not done, and the history goes on. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('include' as const), team, person, question }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('leaveOut' as const), team, person, question }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('withdrawEverything' as const), team, person }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom('permit' as const, 'permitAndAsk' as const),
      team,
      question,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('ground' as const), team }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('forbid' as const), team, question }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('ask' as const), team, question }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('terms' as const),
      words: fc.nat(2),
      ruled: fc.boolean(),
      later: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('catalogue' as const),
      wording: fc.nat(1),
      inputs: fc.nat(1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('time' as const),
      by: fc.constantFrom('P1D', 'P2M', 'P7M'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('sequence' as const) }) },
)

type Happening = typeof happening extends fc.Arbitrary<infer Each> ? Each : never

test(
  'C18: the state as of a position equals what was answered then, for any history',
  { timeout: 150_000 },
  async () => {
    let permits = 0
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 12, maxLength: 28 }), async (history) => {
        if (open !== null) await closeDatabase(open)
        await at.reset()
        open = openDatabase(at.url)
        const world = await openWorld(open)
        const teams = [await world.team(), await world.team()]
        for (const { admin } of teams) await world.permit(admin, 'meeting_summary')
        const remembered = [await remember(world, teams)]
        for (const each of history) {
          await carryOut(world, teams, each)
          remembered.push(await remember(world, teams))
        }
        await world.sequence()
        for (const [i, then] of remembered.entries()) {
          const moment = { before: then.position, at: then.at }
          expect(await everyState(world, teams, moment)).toEqual(then.states)
          permits += JSON.stringify(then.states).split('"permit"').length - 1
          // Of several acts in one instant, as of that instant means all of them.
          const isLast = remembered.slice(i + 1).every((later) => later.at > then.at)
          if (isLast) expect(await loadPositionAt(world.database, then.at)).toBe(then.position)
        }
        await checkActs(world)
      }),
      { numRuns: 30, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    )
    // Histories in which nothing ever ran would prove little.
    expect(permits).toBeGreaterThan(0)
  },
)

async function remember(world: World, teams: readonly Team[]) {
  return {
    at: world.context.now(),
    position: await loadHeadPosition(world.database),
    states: await everyState(world, teams, { before: null, at: world.context.now() }),
  }
}

/** By account, member and question: what the member is said to have said, and what happens. */
async function everyState(
  { database, context }: World,
  teams: readonly Team[],
  { before, at }: { readonly before: number | null; readonly at: Date },
): Promise<object[]> {
  const moment = { at, before, language, digestOf: context.digestOf }
  return Promise.all(
    teams.map(async ({ account, owner, admin, member }) => {
      const subjects = [owner, admin, member].map(({ subjectId }) => subjectId)
      const { members } = await loadAllMemberConsents(database, account.id, subjects, moment)
      return subjects.map((subjectId) =>
        members.get(subjectId)!.map(({ question, view, decision }) => ({
          ...question,
          status: view.status,
          answer: view.answer?.eventId,
          ...decision,
        })),
      )
    }),
  )
}

async function carryOut(world: World, teams: readonly Team[], each: Happening): Promise<void> {
  // Acts of one instant happen too, but mostly a little time passes.
  world.clock.advance(each.does === 'forbid' ? 0 : 1000)
  try {
    await happen(world, teams, each)
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('refused: ')) throw error
  }
}

function happen(world: World, teams: readonly Team[], each: Happening): unknown {
  const of = 'team' in each ? teams[each.team]! : teams[0]!
  const who: MemberPrincipal = 'person' in each ? of[each.person] : of.admin
  switch (each.does) {
    case 'include':
    case 'leaveOut':
    case 'permit':
    case 'permitAndAsk':
    case 'forbid':
      return world[each.does](who, each.question)
    case 'ground':
      return world.permitOnGround(who, 'Agreement 7', 'chat_compose')
    case 'withdrawEverything':
      return world.withdrawEverything(who)
    case 'ask':
      return world.ask(who, each.question.split('/')[0]!)
    case 'terms':
      return publishTerms(world, each)
    case 'catalogue':
      return world.publishCatalogue(catalogueWith(each))
    case 'time':
      world.clock.advance(each.by)
      return null
    case 'sequence':
      return world.sequence()
  }
}

function publishTerms(world: World, each: Extract<Happening, { does: 'terms' }>): Promise<number> {
  const text = smallTerms.replace(
    'in a meeting',
    ['in a meeting', 'in *a meeting*', 'in any meeting'][each.words]!,
  )
  const ceilings = each.ruled
    ? [
        {
          purpose: 'train_platform_models',
          category: null,
          rule: 'forbidden' as const,
          clause: '3.2',
        },
      ]
    : []
  const effectiveAt = new Date(world.context.now().getTime() + (each.later ? 20 * 86_400_000 : 0))
  // Its own words each time, since a document has each text only once for one instant.
  return world.publishTerms(
    `${text}\n${world.context.newId()}\n`,
    { ...smallMapping, ceilings },
    { effectiveAt },
  )
}

function catalogueWith({ wording, inputs }: { wording: number; inputs: number }): Catalogue {
  return {
    ...smallCatalogue,
    notices: smallCatalogue.notices.map((notice) =>
      notice.purpose === 'meeting_summary' && wording === 1
        ? { ...notice, covers: ['What you say.', 'What you write.'] }
        : notice,
    ),
    purposes: smallCatalogue.purposes.map((purpose) =>
      purpose.key === 'chat_compose' && inputs === 1
        ? { ...purpose, categories: ['audio', 'chat'] }
        : purpose,
    ),
  }
}
