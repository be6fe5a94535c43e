import { openDecisionPoint, until } from '../test-support/decision-point.ts'
import { openWorld } from '../test-support/world.ts'
import type { Line } from './report.ts'
import type { Stage } from './stage.ts'

/**
 * From the commit of an answer until the decision point answers by it, and until an open stream has told of
 * it, in milliseconds: the worst of a hundred, as a rule.
 */
export async function changeReach(
  { context }: Stage,
  { count, rounds }: { readonly count: number; readonly rounds: number },
): Promise<Line[]> {
  const world = await openWorld(context.database, { ...context })
  const { admin, member } = await world.team()
  await world.permit(admin, 'meeting_summary')
  await world.include(member, 'meeting_summary')
  const point = await openDecisionPoint(world)
  const answers: number[] = []
  const streams: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      const [answered, told] = [[] as number[], [] as number[]]
      for (let i = 0; i < count; i++) {
        const { position } = point.live.snapshot
        const heard = streamHears(point.live)
        await (i % 2 === 0 ? world.leaveOut : world.include)(member, 'meeting_summary')
        const committed = performance.now()
        await until(() => point.live.snapshot.position !== position)
        answered.push(performance.now() - committed)
        told.push((await heard) - committed)
      }
      answers.push(p99(answered))
      streams.push(p99(told))
    }
  } finally {
    await point.close()
  }
  const line = (what: string, ours: readonly number[]): Line => ({
    what,
    unit: 'ms, p99',
    ours,
    control: null,
    goal: '≤ 250 ms',
  })
  return [
    line('a commit, until it is answered by', answers),
    line('a commit, until a stream tells of it', streams),
  ]
}

type Live = Awaited<ReturnType<typeof openDecisionPoint>>['live']

function streamHears(live: Live): Promise<number> {
  return new Promise((resolve) => {
    const leave = live.follow({
      changed: () => {
        leave()
        resolve(performance.now())
      },
      current: () => undefined,
      aged: () => undefined,
      replaced: () => undefined,
    })
  })
}

function p99(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.99) - 1)] ?? NaN
}
