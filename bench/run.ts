import { cpus } from 'node:os'
import { formatVerifierKey } from '@assent/receipt'
import { exporting } from './export.ts'
import { follow } from './follow.ts'
import { compare, compareGrowing } from './compare.ts'
import { decisionInProcess } from './decision-in-process.ts'
import { fuzz } from './fuzz.ts'
import { impact } from './impact.ts'
import { ledgerCheck } from './ledger-check.ts'
import { oneRowTable } from './one-row.ts'
import { parse } from './parse.ts'
import { prove } from './prove.ts'
import { makeReceipts } from './receipts.ts'
import { recordChoices } from './record-choices.ts'
import { formatReport } from './report.ts'
import { sequence } from './sequence.ts'
import { openStage } from './stage.ts'
import { store } from './store.ts'
import { verify } from './verify.ts'

// Every figure stands beside its control, measured in the same run in alternation (docs/performance.md).
// `npm run bench -- --quick` takes a minute and proves only that the bench works.

const quick = process.argv.includes('--quick')
const [rounds, ms, members, count] = quick ? [1, 300, 100, 200] : [7, 2_000, 2_000, 2_000]
const sizes = quick ? [1_000, 5_000] : [10_000, 100_000, 1_000_000]

// `npm run bench -- --long fuzz` throws a million hostile receipts at the verifier, and measures nothing.
const long = process.argv[process.argv.indexOf('--long') + 1]
if (process.argv.includes('--long')) {
  if (long !== 'fuzz') throw new Error('the long form there is: --long fuzz')
  fuzz(1_000_000, (line) => console.log(line))
  process.exit()
}

const stage = await openStage()
try {
  const { keys } = stage.context
  const oneRow = await oneRowTable(stage)
  console.log(`Node ${process.version}, ${String(cpus().length)} cores, ${String(rounds)} rounds\n`)
  console.log(
    formatReport('Recording', await recordChoices(stage, oneRow, { rounds, ms, members })),
  )
  console.log(
    formatReport(
      'Sequencing',
      await sequence(stage, oneRow, { rounds: Math.min(rounds, 3), sizes }),
    ),
  )
  console.log(formatReport('Storing', await store(stage)))
  const receipts = await makeReceipts(stage)
  const policy = `log ${formatVerifierKey(keys.verifierKey)}\n`
  console.log(formatReport('Verifying', await verify(receipts, policy, { rounds, count })))
  console.log(formatReport('Proving', await prove(stage, { rounds, count: count * 10, sizes })))
  const whole = { rounds: Math.min(rounds, 3), sizes }
  console.log(formatReport('Checking the ledger', await ledgerCheck(whole)))
  const exported = quick ? [500, 2_000] : [10_000, 100_000, 1_000_000]
  const exports = { sizes: exported, rounds: Math.min(rounds, 3) }
  console.log(formatReport('Exporting', await exporting(stage, exports)))
  const history = { rounds: Math.min(rounds, 3), records: quick ? 60 : 515 }
  console.log(formatReport('Following an archive', await follow(stage, history)))
  console.log(formatReport('Parsing', await parse({ rounds: rounds * 2 })))
  console.log(formatReport('Comparing', await compare({ rounds: Math.min(rounds, 5) })))
  console.log(formatReport('Comparing as texts grow', await compareGrowing({ rounds })))
  const decided = quick
    ? { sizes: [10_000], rounds, count: 50_000 }
    : { sizes: [10_000, 100_000, 1_000_000], rounds: 5, count: 500_000 }
  console.log(formatReport('Deciding in process', await decisionInProcess(decided)))
  const people = quick ? 2_000 : 100_000
  console.log(formatReport('Impact', await impact(stage, { people, rounds })))
} finally {
  await stage.close()
}
