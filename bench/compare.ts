import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { diffWords } from 'diff'
import { compareTerms } from '#lib/domain/terms/comparison/compare-terms.ts'
import { type ParsedTerms, parseTerms } from '#lib/domain/terms/parse-terms.ts'
import type { Line } from './report.ts'
import { alternate, cpuMilliseconds } from './rounds.ts'
import { contractPair, type Edits } from './terms-text.ts'

type Pair = { what: string; from: string; to: string; goal: string }

const goals: Readonly<Record<Edits, string>> = {
  light: '≤ 5 ms',
  heavy: '≤ 20 ms and ≤ 0.05',
  rewritten: '≤ 50 ms',
}

/** Unmeasured before the first round, so that what is measured is compiled; jsdiff is by its own length. */
const warmUp = 20

/** A text rewritten whole keeps jsdiff busy for minutes: then its figure is a lower bound. */
const patience = 5_000

/** Comparing two parsed versions, beside jsdiff's word diff of the same two texts. */
export async function compare({ rounds }: { readonly rounds: number }): Promise<Line[]> {
  const lines: Line[] = []
  for (const pair of [...generatedPairs(), ...realPairs()]) {
    const [from, to] = [parsed(pair.from), parsed(pair.to)]
    for (let time = 0; time < warmUp; time++) compareTerms(from, to)
    const measured = await alternate(
      {
        clauses: () => milliseconds(() => compareTerms(from, to)),
        words: () => milliseconds(() => diffWords(pair.from, pair.to, { timeout: patience })),
      },
      rounds,
    )
    lines.push({
      what: pair.what,
      unit: 'ms',
      ours: measured.clauses,
      control: { what: `jsdiff words, at most ${patience / 1_000} s`, values: measured.words },
      goal: pair.goal,
    })
  }
  return lines
}

/** The same as texts grow to twice, four and eight times: beside itself at half the size. */
export async function compareGrowing({ rounds }: { readonly rounds: number }): Promise<Line[]> {
  const lines: Line[] = []
  for (const edits of ['light', 'heavy', 'rewritten'] as const) {
    const pairs = [1, 2, 4, 8].map((times) => {
      const { from, to } = contractPair(94_000 * times, edits)
      return [String(times), [parsed(from), parsed(to)] as const] as const
    })
    const measured = await alternate(
      Object.fromEntries(
        pairs.map(([times, [from, to]]) => [
          times,
          () => milliseconds(() => compareTerms(from, to)),
        ]),
      ),
      rounds,
    )
    for (const times of [1, 2, 4, 8]) {
      const half = measured[String(times / 2)]
      lines.push({
        what: `${edits} edits, ${times} × 94 kB`,
        unit: 'ms',
        ours: measured[String(times)] ?? [],
        control: half === undefined ? null : { what: 'half of it', values: half },
        goal: '',
      })
    }
  }
  return lines
}

function generatedPairs(): Pair[] {
  return (['light', 'heavy', 'rewritten'] as const).flatMap((edits) =>
    [94_000, 120_000].map((bytes) => ({
      what: `${edits} edits, ${bytes.toLocaleString('en')} bytes`,
      ...contractPair(bytes, edits),
      goal: goals[edits],
    })),
  )
}

const folder = '../shared/terms/zoom-tos'

/** A real contract where there is one: a section rewritten, and the whole replaced. */
function realPairs(): Pair[] {
  if (!existsSync(folder)) return []
  const read = (name: string) => readFileSync(`${folder}/${name}.md`, 'utf8')
  return [
    ['a real contract, one section rewritten', '2023-08-07', '2023-08-11', goals.light],
    ['a real contract, replaced', '2023-02-01', '2023-04-01', goals.rewritten],
  ].map(([what = '', from = '', to = '', goal = '']) => ({
    ...{ what, goal },
    ...{ from: read(from), to: read(to) },
  }))
}

function parsed(text: string): ParsedTerms {
  const terms = parseTerms(Buffer.from(text), (part) => hash('sha256', part, 'buffer'))
  if (!terms.ok) throw new Error(terms.code)
  return terms.value
}

function milliseconds(work: () => unknown): Promise<number> {
  return cpuMilliseconds(() => void work())
}
