import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { DecisionFeed } from '#lib/queries/decision-feed.ts'
import { LiveState } from '#bin/decision-point/live-state.ts'
import { addCrowd } from './crowd.ts'
import { heldBytes } from './decision-load.ts'
import type { Line } from './report.ts'
import { milliseconds } from './rounds.ts'
import type { Stage } from './stage.ts'

/**
 * The start of a decision point: everything is read from PostgreSQL, until it is current. Each size adds its
 * people to those before. Beside it, the bare reading of all rows of choices over the same connection.
 */
export async function startFromRecord(
  stage: Stage,
  { sizes }: { readonly sizes: readonly number[] },
): Promise<Line[]> {
  const lines: Line[] = []
  for (const people of sizes) {
    await addCrowd(stage.owner, people)
    const before = await heldBytes()
    const started = await startOnce(stage)
    const held = (await heldBytes()) - before
    const bare = await milliseconds(() => readChoices(stage))
    const members = started.live.snapshot.members.count.toLocaleString('en')
    const what = `${members} members`
    const isLargest = people >= 900_000
    lines.push(
      {
        what: `start from PostgreSQL with ${what}`,
        unit: 's',
        ours: [started.ms / 1000],
        control: { what: 'each row of choice read, and nothing done', values: [bare / 1000] },
        goal: isLargest ? '≤ 10 s' : '',
      },
      {
        what: `longest wait of another meanwhile, ${what}`,
        unit: 'ms',
        ours: [started.longest],
        control: null,
        goal: '≤ 20 ms',
      },
      {
        what: `memory of ${what}`,
        unit: 'MB',
        ours: [held / 1e6],
        control: null,
        goal: isLargest ? '≤ 400 MB' : '',
      },
    )
  }
  return lines
}

async function startOnce({ context }: Stage) {
  const live = new LiveState(30_000)
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  const ms = await milliseconds(async () => {
    const feed = new DecisionFeed(context)
    await live.begin()
    for await (const draft of feed.start()) {
      live.apply(draft)
      await nextTurn()
    }
    live.started()
  })
  delays.disable()
  return { live, ms, longest: delays.max / 1e6 }
}

/** As many at a time as the start takes. */
const AT_ONCE = 10_000

async function readChoices({ owner }: Stage): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query('BEGIN')
    await client.query('DECLARE choices NO SCROLL CURSOR FOR SELECT * FROM choice')
    let count = AT_ONCE
    while (count > 0)
      count = (await client.query(`FETCH ${String(AT_ONCE)} FROM choices`)).rowCount ?? 0
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}
