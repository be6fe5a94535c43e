import { proveInclusion } from '#lib/ledger/prove-inclusion.ts'
import { findLedgerHead } from '#lib/store/ledger.ts'
import type { Line } from './report.ts'
import { alternate, ratePerCpuSecond } from './rounds.ts'
import type { Stage } from './stage.ts'

/**
 * Inclusion proofs in trees of these sizes: warm, through tiles that were read before, as an export or a page
 * asks for them; and cold, each by a program that has read nothing yet.
 */
export async function prove(
  { context }: Stage,
  given: { readonly rounds: number; readonly count: number; readonly sizes: readonly number[] },
): Promise<Line[]> {
  const { database } = context
  const whole = (await findLedgerHead(database.pool))?.size ?? 0
  const lines: Line[] = []
  for (const size of given.sizes.filter((each) => each <= whole)) {
    // As many entries as stay within the tiles that are kept.
    const among = Math.min(size, 100_000)
    // Each tile is read once before anything is measured.
    for (let i = 0; i < among; i += 100) await proveInclusion(database, i, size)
    // What is kept of tiles is kept by database.
    const cold = (i: number) => proveInclusion({ ...database }, (i * 7919) % size, size)
    const warm = (i: number) => proveInclusion(database, (i * 7919) % among, size)
    const measured = await alternate(
      {
        warm: () => ratePerCpuSecond(warm, given.count),
        cold: () => ratePerCpuSecond(cold, given.count / 20),
      },
      given.rounds,
    )
    const what = `prove inclusion in ${size.toLocaleString('en')} entries`
    const shared = { unit: '1/s', control: null }
    lines.push(
      { ...shared, what: `${what}, warm`, ours: measured.warm, goal: '≥ 100,000/s' },
      { ...shared, what: `${what}, cold`, ours: measured.cold, goal: '' },
    )
  }
  return lines
}
