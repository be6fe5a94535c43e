import { reasonOf, say, seconds } from '../supervisor/report.ts'
import { stopTools } from '../supervisor/tool.ts'
import { boundaries } from './boundaries.ts'
import { type Check, type Outcome, failed } from './check.ts'
import { sizes } from './sizes.ts'
import { build, format, libraries, lint, types, unused } from './static.ts'
import { browser, database, routes, unit } from './suites.ts'

/** In three rounds, and within a round two at a time: most of these tools use one core. */
const rounds: readonly (readonly Check[])[] = [
  [libraries],
  [lint, format, boundaries, types, unused, sizes, build],
  [unit, database, routes],
  [browser],
]

const AT_ONCE = 2
const wanted = process.argv.slice(2)
const known = rounds.flat().map(({ name }) => name)
const unknown = wanted.filter((word) => !known.some((name) => name.includes(word)))

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopTools()
    process.exit(1)
  })
}
if (unknown.length > 0) {
  console.error(`There is no check "${unknown.join('", "')}". There are: ${known.join(', ')}.`)
  process.exitCode = 1
} else {
  await runAll()
}

async function runAll(): Promise<void> {
  const outcomes = new Map<string, Outcome>()
  for (const round of rounds) {
    const waiting = round.filter(isWanted)
    const lanes = Array.from({ length: AT_ONCE }, async () => {
      for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
        outcomes.set(check.name, await runOne(check))
      }
    })
    await Promise.all(lanes)
  }
  report(outcomes)
}

/** The browser meets the pages as they are built, so it always has them built. */
function isWanted(check: Check): boolean {
  const isNamed = ({ name }: Check) => wanted.some((word) => name.includes(word))
  if (wanted.length === 0 || isNamed(check) || check === libraries) return true
  return check === build && isNamed(browser)
}

/** All of them run, whatever the earlier ones say: one run shows everything that is wrong. */
async function runOne(check: Check): Promise<Outcome> {
  const startedAt = performance.now()
  const outcome = await check.run().catch((error: unknown) => failed(reasonOf(error)))
  const mark = outcome.failed === 0 ? 'passed' : 'FAILED'
  const note = outcome.note === undefined ? '' : `, ${outcome.note}`
  say(`${mark}  ${check.name} (${seconds(performance.now() - startedAt)}${note})`)
  return outcome
}

function report(outcomes: ReadonlyMap<string, Outcome>): void {
  const all = [...outcomes.values()]
  for (const [name, { failed, output }] of outcomes) {
    if (failed > 0) say(`\n── ${name} ──\n${output}`)
  }
  const passes = all.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failures = all.reduce((sum, outcome) => sum + outcome.failed, 0)
  say(`\n${passes} passed, ${failures} failed`)
  process.exitCode = failures === 0 ? 0 : 1
}
