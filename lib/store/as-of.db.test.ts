import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { loadAllMemberConsents } from '#lib/store/consents.ts'
import { loadHeadPosition, loadPositionAt } from '#lib/store/positions.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { carryOut, happening } from '../../test-support/random-history.ts'
import { whileTimeLasts } from '../../test-support/while-time-lasts.ts'
import { language, openWorld, type Team, type World } from '../../test-support/world.ts'

const at = await testDatabase()
let open: Database | null = null
afterAll(async () => {
  if (open !== null) await closeDatabase(open)
})

test(
  'C18: the state as of a position equals what was answered then, for any history',
  { timeout: 150_000 },
  async () => {
    let permits = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 12, maxLength: 28 }),
        whileTimeLasts(30_000, async (history) => {
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
      ),
      { numRuns: 30 },
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
