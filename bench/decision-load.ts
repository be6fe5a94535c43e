import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { loadState, Snapshot } from '@assent/decision'
import type { Line } from './report.ts'
import { milliseconds } from './rounds.ts'

/** A state read from a file: how long it takes, at most in one go, and what it holds of memory. */
export async function loadLines(
  file: string,
  members: number,
): Promise<{ readonly snapshot: Snapshot; readonly lines: Line[] }> {
  const parsed = await watched((pause) => parseOnly(file, pause))
  const before = await heldBytes()
  const snapshot = new Snapshot()
  const loaded = await watched((pause) => loadState(snapshot, createReadStream(file), pause))
  const held = (await heldBytes()) - before
  const what = `${members.toLocaleString('en')} members`
  const isLargest = members >= 1_000_000
  return {
    snapshot,
    lines: [
      {
        what: `load ${what}`,
        unit: 'ms',
        ours: [loaded.ms],
        control: { what: 'each line by JSON.parse alone', values: [parsed.ms] },
        goal: isLargest ? '≤ 10,000 ms' : '',
      },
      {
        what: `longest time in one go, loading ${what}`,
        unit: 'ms',
        ours: [loaded.longest],
        control: { what: 'each line by JSON.parse alone', values: [parsed.longest] },
        goal: '≤ 20 ms',
      },
      {
        what: `memory of ${what}`,
        unit: 'MB',
        ours: [held / 1e6],
        control: null,
        goal: isLargest ? '≤ 400 MB' : '',
      },
    ],
  }
}

async function parseOnly(file: string, pause: () => Promise<void>): Promise<void> {
  let count = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    JSON.parse(line)
    if (++count % 200 === 0) await pause()
  }
}

/** How long it took; and the most of this thread's computing time between two pauses, whoever else is on the machine. */
async function watched(
  work: (pause: () => Promise<void>) => Promise<void>,
): Promise<{ readonly ms: number; readonly longest: number }> {
  let longest = 0
  let since = threadMs()
  const pause = async () => {
    longest = Math.max(longest, threadMs() - since)
    await nextTurn()
    since = threadMs()
  }
  const ms = await milliseconds(() => work(pause))
  return { ms, longest: Math.max(longest, threadMs() - since) }
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** What is alive, on V8's heap and beside it. */
export async function heldBytes(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let i = 0; i < 3; i++) {
    collect()
    await nextTurn()
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
