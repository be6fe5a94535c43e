import { afterAll } from 'vitest'
import { systemClock } from '#lib/clock.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import type { DecisionPoint } from '#bin/decision-point/decision-point.ts'
import { testDatabase } from './database.ts'
import { openDecisionPoint } from './decision-point.ts'
import { openWorld, type Team, type World } from './world.ts'

/**
 * A world in a database of one test file's own, and a decision point over it that begins once `prepare` is
 * done; both end with the file. Call it at the top: `const { world, point } = await openDecisionWorld(…)`.
 */
export async function openDecisionWorld<Prepared extends object>(
  prepare: (world: World) => Promise<Prepared>,
  more: Partial<DecisionPoint> = {},
) {
  const database = openDatabase((await testDatabase()).url)
  const world = await openWorld(database, { now: systemClock })
  const prepared = await prepare(world)
  const point = await openDecisionPoint(world, more)
  afterAll(async () => {
    await point.close()
    await closeDatabase(database)
  })
  return { ...prepared, database, world, point }
}

/** A team whose admin lets members decide about the summary of meetings, to which the member has said yes. */
export async function openTeam(world: World): Promise<Team> {
  const team = await world.team()
  await world.permit(team.admin, 'meeting_summary')
  await world.include(team.member, 'meeting_summary')
  return team
}

/** AuthZEN's question whether the summary of meetings may be used on somebody of that team. */
export function summaryOf({ account, member }: Team, who = member.subjectId) {
  return {
    subject: { type: 'user', id: who },
    action: { name: 'meeting_summary' },
    resource: { type: 'account', id: account.id },
  }
}
