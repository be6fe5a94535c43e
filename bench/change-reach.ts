import { bearer, openDecisionPoint, until } from '../test-support/decision-point.ts'
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
  const { key } = await point.newKey()
  const stream = await openStream(
    `${point.url}/v1/events?after=${String(point.live.snapshot.position)}`,
    key,
  )
  const answers: number[] = []
  const streams: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      const [answered, told] = [[] as number[], [] as number[]]
      for (let i = 0; i < count; i++) {
        const { position } = point.live.snapshot
        const heard = stream.hears()
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
    stream.close()
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
    line('a commit, until a stream tells of it, over a socket', streams),
  ]
}

/** A stream as a platform follows it, over a socket. */
async function openStream(url: string, key: string) {
  const ending = new AbortController()
  const response = await fetch(url, { headers: bearer(key), signal: ending.signal })
  let told: (at: number) => void = () => undefined
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? [])
      if (decoder.decode(chunk).includes('event: change')) told(performance.now())
  }
  // It ends with the bench.
  void read().catch(() => undefined)
  return {
    /** When the next change is told. */
    hears: () => new Promise<number>((resolve) => (told = resolve)),
    close: () => ending.abort(),
  }
}

function p99(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.99) - 1)] ?? NaN
}
