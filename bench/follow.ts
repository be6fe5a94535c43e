import { followTerms, type ArchiveRecord } from '#lib/commands/follow-terms.ts'
import { termsHistory } from '../test-support/terms-history.ts'
import { must } from '../test-support/world.ts'
import type { Line } from './report.ts'
import { alternate, milliseconds } from './rounds.ts'
import type { Stage } from './stage.ts'

/** As many records at a time as the command line hands on. */
const SLICE = 32
const BYTES = 90_000

/**
 * Following a history as archives have them, nearly all of it noise: every text is read and judged, those
 * that differ are divided, kept and published. Beside it, the same bytes kept blindly: one INSERT each.
 */
export async function follow(
  stage: Stage,
  { rounds, records }: { readonly rounds: number; readonly records: number },
): Promise<Line[]> {
  const versions = Math.ceil(records / 15)
  const history = historyOf(records, versions)
  const insert = await blindTable(stage)
  let document = 0
  const next = () => followAll(stage, `followed-${String(++document)}`, history, versions)
  const again = () => followAll(stage, `followed-${String(document)}`, history, 0)
  const measured = await alternate(
    {
      first: () => seconds(next),
      again: () => seconds(again),
      blind: () => seconds(() => insert(history)),
    },
    rounds,
  )
  const what = `${String(records)} records of ${BYTES.toLocaleString('en')} bytes`
  const control = { what: 'one-row INSERT of each', values: measured.blind }
  const shared = { unit: 's', control }
  const kept = `${String(versions)} kept`
  return [
    { ...shared, what: `follow ${what}, ${kept}`, ours: measured.first, goal: '≤ 30 s' },
    { ...shared, what: 'the same again, nothing new', ours: measured.again, goal: '' },
  ]
}

function historyOf(records: number, versions: number): ArchiveRecord[] {
  const begun = Date.UTC(2024, 10, 9)
  return [...termsHistory({ records, versions, bytes: BYTES })].map(({ text }, hour) => ({
    bytes: new TextEncoder().encode(text),
    recordedAt: new Date(begun + hour * 3_600_000),
  }))
}

async function followAll(
  { context }: Stage,
  documentSlug: string,
  history: readonly ArchiveRecord[],
  expected: number,
): Promise<void> {
  let imported = 0
  for (let from = 0; from < history.length; from += SLICE) {
    const records = history.slice(from, from + SLICE)
    const input = { documentSlug, title: null, records }
    const followed = must(await followTerms({ kind: 'command_line' }, input, context))
    imported += followed.filter(({ outcome }) => outcome === 'imported').length
  }
  if (imported !== expected) throw new Error(`${String(imported)} versions were imported`)
}

async function blindTable({ owner, context }: Stage) {
  await owner.query('CREATE TABLE blind_text (at timestamptz, bytes bytea)')
  await owner.query('GRANT INSERT ON blind_text TO assent_app')
  return async (history: readonly ArchiveRecord[]): Promise<void> => {
    for (const { recordedAt, bytes } of history)
      await context.database.pool.query({
        name: 'blind text',
        text: 'INSERT INTO blind_text (at, bytes) VALUES ($1, $2)',
        values: [recordedAt, bytes],
      })
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  return (await milliseconds(work)) / 1000
}
