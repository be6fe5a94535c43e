import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import type { OneRow } from './one-row.ts'
import type { Line } from './report.ts'
import { alternate, milliseconds } from './rounds.ts'
import { CONNECTIONS, type Stage } from './stage.ts'

/** Giving entries their places, beside committing as many rows one by one with all connections. */
export async function sequence(
  stage: Stage,
  oneRow: OneRow,
  { rounds, sizes }: { readonly rounds: number; readonly sizes: readonly number[] },
): Promise<Line[]> {
  const lines: Line[] = []
  for (const size of sizes) {
    const measured = await alternate(
      {
        sequence: () => sequencingRate(stage, size),
        rows: () => insertRate(stage, oneRow, size),
      },
      // A million rows one by one take minutes.
      size < 1_000_000 ? rounds : 1,
    )
    lines.push({
      what: `sequence ${size.toLocaleString('en')} entries`,
      unit: '1/s',
      ours: measured.sequence,
      control: { what: 'as many one-row INSERTs, 16 writers', values: measured.rows },
      goal: '≥ 1',
    })
  }
  return lines
}

async function sequencingRate({ context, owner }: Stage, size: number): Promise<number> {
  // Acts with nothing but their leaf; how they came there is not what is measured.
  await owner.query(
    `WITH made AS (
       INSERT INTO event (id, kind, at)
       SELECT gen_random_uuid(), 'choices_made', now() FROM generate_series(1, $1) RETURNING id)
     INSERT INTO ledger_pending (event_id, leaf, ordinal)
     SELECT id, convert_to('{"commit":"' || encode(sha256(id::text::bytea), 'base64') || '","v":1}', 'UTF8'),
            row_number() OVER () FROM made`,
    [size],
  )
  const ms = await milliseconds(async () => {
    for (let left = size; left > 0;) left -= (await sequenceEntries(context)).sequenced
  })
  return (size / ms) * 1000
}

async function insertRate({ context }: Stage, oneRow: OneRow, size: number): Promise<number> {
  let left = size
  const writer = async () => {
    while (left-- > 0) await oneRow(context.database)
  }
  const ms = await milliseconds(() => Promise.all(Array.from({ length: CONNECTIONS }, writer)))
  return (size / ms) * 1000
}
