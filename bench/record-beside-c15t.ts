import { c15tInstall, openC15t } from './c15t.ts'
import { besideSequencer, makeMembers, openChoosing } from './record-choices.ts'
import type { Line } from './report.ts'
import { alternate, rateOfWriters } from './rounds.ts'
import { CONNECTIONS, type Stage } from './stage.ts'

/**
 * Recording a choice at the command, beside what c15t takes for one over HTTP on the same PostgreSQL: its
 * handler is made for a request and for nothing else. Nothing where c15t is not installed.
 */
export async function recordBesideC15t(
  stage: Stage,
  { rounds, ms, members: count }: { rounds: number; ms: number; members: number },
): Promise<Line[]> {
  const c15t = await openC15t(stage)
  if (c15t === null) {
    console.log(`c15t is not installed (${c15tInstall})\n`)
    return []
  }
  try {
    const choose = await openChoosing(stage, await makeMembers(stage, 'beside-c15t', count))
    let last = 0
    const measured = await alternate(
      {
        choice: () => besideSequencer(stage, () => rateOfWriters(CONNECTIONS, choose, ms)),
        peer: () => rateOfWriters(CONNECTIONS, () => c15t.record(last++), ms),
      },
      rounds,
    )
    return [
      {
        what: `record a choice, ${String(CONNECTIONS)} writers`,
        unit: '1/s',
        ours: measured.choice,
        control: { what: 'c15t, POST /subjects', values: measured.peer },
        goal: '≥ 3',
      },
    ]
  } finally {
    await c15t.close()
  }
}
