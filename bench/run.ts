import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { formatVerifierKey } from '@assent/receipt'
import { answersInBulk } from './answers-in-bulk.ts'
import { compare, compareGrowing } from './compare.ts'
import { changeReach } from './change-reach.ts'
import { decideBesidePeers, decideOverHttp } from './decide-over-http.ts'
import { decisionInProcess } from './decision-in-process.ts'
import { exporting } from './export.ts'
import { follow } from './follow.ts'
import { fuzz } from './fuzz.ts'
import { impact } from './impact.ts'
import { ledgerCheck } from './ledger-check.ts'
import { oneRowTable } from './one-row.ts'
import { parse } from './parse.ts'
import { prove } from './prove.ts'
import { makeReceipts } from './receipts.ts'
import { recordBesideC15t } from './record-beside-c15t.ts'
import { recordChoices } from './record-choices.ts'
import { formatReport, type Line } from './report.ts'
import { sequence } from './sequence.ts'
import { startFromRecord } from './start-from-record.ts'
import { openStage, type Stage } from './stage.ts'
import { store } from './store.ts'
import { verify } from './verify.ts'

// Every figure stands beside its control, measured in the same run in alternation (docs/performance.md).
// `npm run bench -- --quick` takes a minute and proves only that the bench works; `--only comparing` measures
// the sections whose title begins so; `--long fuzz` throws a million hostile receipts at the verifier.

const { values: given } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    long: { type: 'string' },
  },
})

if (given.long !== undefined) {
  if (given.long !== 'fuzz') throw new Error('the long form there is: --long fuzz')
  fuzz(1_000_000, (line) => console.log(line))
  process.exit()
}

const { quick } = given
const [rounds, ms, members, count] = quick ? [1, 300, 100, 200] : [7, 2_000, 2_000, 2_000]
const fewRounds = Math.min(rounds, 3)
const sizes = quick ? [1_000, 5_000] : [10_000, 100_000, 1_000_000]

/** In this order: the last ones leave the stage as no other could use it. */
const sections: Readonly<Record<string, (stage: Stage) => Promise<Line[]>>> = {
  Recording: async (stage) =>
    recordChoices(stage, await oneRowTable(stage), { rounds, ms, members }),
  'Recording beside c15t': (stage) => recordBesideC15t(stage, { rounds, ms, members }),
  'Recording in bulk over HTTP': (stage) => answersInBulk(stage, { rounds, ms: ms * 2 }),
  Sequencing: async (stage) =>
    sequence(stage, await oneRowTable(stage), { rounds: fewRounds, sizes }),
  Storing: store,
  Verifying: async (stage) => {
    const policy = `log ${formatVerifierKey(stage.context.keys.verifierKey)}\n`
    return verify(await makeReceipts(stage), policy, { rounds, count })
  },
  Proving: (stage) => prove(stage, { rounds, count: count * 10, sizes }),
  'Checking the ledger': () => ledgerCheck({ rounds: fewRounds, sizes }),
  Exporting: (stage) =>
    exporting(stage, {
      sizes: quick ? [500, 2_000] : [10_000, 100_000, 1_000_000],
      rounds: fewRounds,
    }),
  'Following an archive': (stage) =>
    follow(stage, { rounds: fewRounds, records: quick ? 60 : 515 }),
  Parsing: () => parse({ rounds: rounds * 2 }),
  Comparing: () => compare({ rounds: Math.min(rounds, 5) }),
  'Comparing as texts grow': () => compareGrowing({ rounds }),
  'Deciding in process': () =>
    decisionInProcess(
      quick
        ? { sizes: [10_000], rounds, count: 50_000 }
        : { sizes: [10_000, 100_000, 1_000_000], rounds: 5, count: 500_000 },
    ),
  'Deciding over HTTP': () =>
    decideOverHttp(
      quick ? { sizes: [10_000], rounds, ms } : { sizes: [100_000, 1_000_000], rounds, ms },
    ),
  'Deciding beside others': (stage) =>
    decideBesidePeers(stage, { members: quick ? 10_000 : 100_000, rounds, ms }),
  'Reaching the decision point': (stage) =>
    changeReach(stage, { count: quick ? 20 : 100, rounds: fewRounds }),
  'Starting from the record': (stage) =>
    startFromRecord(stage, { sizes: quick ? [20_000] : [100_000, 900_000] }),
  Impact: (stage) => impact(stage, { people: quick ? 2_000 : 100_000, rounds }),
}

const wanted = Object.entries(sections).filter(
  ([title]) =>
    given.only.length === 0 ||
    given.only.some((begin) => title.toLowerCase().startsWith(begin.toLowerCase())),
)
if (wanted.length === 0) throw new Error(`there is: ${Object.keys(sections).join(', ')}`)

const stage = await openStage()
try {
  console.log(`Node ${process.version}, ${String(cpus().length)} cores, ${String(rounds)} rounds\n`)
  for (const [title, measure] of wanted) console.log(formatReport(title, await measure(stage)))
} finally {
  await stage.close()
}
