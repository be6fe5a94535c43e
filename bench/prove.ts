import { proveInclusion } from '#lib/ledger/prove-inclusion.ts'
import { findLedgerHead } from '#lib/store/ledger.ts'
import type { Line } from './report.ts'
import { alternate, ratePerCpuSecond } from './rounds.ts'
import type { Stage } from './stage.ts'

/** Inclusion proofs through tiles that were read before, as an export or a page asks for them. */
export async function prove(
  { context }: Stage,
  { rounds, count }: { readonly rounds: number; readonly count: number },
): Promise<Line[]> {
  const { database } = context
  const size = (await findLedgerHead(database.pool))?.size ?? 0
  // As many entries as stay within the tiles that are kept.
  const among = Math.min(size, 100_000)
  // Each tile is read once before anything is measured.
  for (let i = 0; i < among; i += 100) await proveInclusion(database, i, size)
  const { warm } = await alternate(
    {
      warm: () =>
        ratePerCpuSecond((i) => proveInclusion(database, (i * 7919) % among, size), count),
    },
    rounds,
  )
  return [
    {
      what: `prove inclusion in ${size.toLocaleString('en')} entries, warm`,
      unit: '1/s',
      ours: warm,
      control: null,
      goal: '≥ 100,000/s',
    },
  ]
}
