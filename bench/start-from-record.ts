import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { KeptState } from '#bin/decision-point/kept-state.ts'
import { LiveState } from '#bin/decision-point/live-state.ts'
import { readState } from '#bin/decision-point/read-state.ts'
import { addCrowd } from './crowd.ts'
import { heldBytes } from './decision-load.ts'
import type { Line } from './report.ts'
import { milliseconds } from './rounds.ts'
import type { Stage } from './stage.ts'

/**
 * The start of a decision point, until it is current: everything is read from PostgreSQL; and from the state
 * that it kept, with what was recorded since. Each size adds its people to those before. Beside it, the bare
 * reading of all rows of choices over one connection.
 */
export async function startFromRecord(
  stage: Stage,
  { sizes }: { readonly sizes: readonly number[] },
): Promise<Line[]> {
  const home = mkdtempSync(join(tmpdir(), 'assent-kept-'))
  const kept = new KeptState(join(home, 'state'), 'the bench')
  const lines: Line[] = []
  for (const people of sizes) {
    await addCrowd(stage.owner, people)
    const before = await heldBytes()
    const whole = await started(stage, null)
    const held = (await heldBytes()) - before
    await kept.save(whole.live.snapshot, await whole.feed.bookmark())
    const resumed = await started(stage, kept)
    const bare = await milliseconds(() => readChoices(stage))
    const what = `${whole.live.snapshot.members.count.toLocaleString('en')} members`
    const control = { what: 'each row of choice read, and nothing done', values: [bare / 1000] }
    const one = { control: null, goal: '' }
    lines.push(
      { ...one, what: `start from PostgreSQL, ${what}`, unit: 's', ours: [whole.s], control },
      { ...one, what: `start from what was kept, ${what}`, unit: 's', ours: [resumed.s], control },
      { ...one, what: `longest turn meanwhile, ${what}`, unit: 'ms', ours: [whole.longest] },
      { ...one, what: `the same from what was kept`, unit: 'ms', ours: [resumed.longest] },
      { ...one, what: `memory of ${what}`, unit: 'MB', ours: [held / 1e6] },
    )
  }
  rmSync(home, { recursive: true })
  return lines
}

async function started({ context }: Stage, kept: KeptState | null) {
  const live = new LiveState(30_000)
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  const began = performance.now()
  const feed = await readState(context, live, kept)
  const s = (performance.now() - began) / 1000
  delays.disable()
  return { live, feed, s, longest: delays.max / 1e6 }
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
