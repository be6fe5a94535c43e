import { randomBytes } from 'node:crypto'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import { checkLedger } from '#lib/queries/check-ledger.ts'
import type { Line } from './report.ts'
import { alternate, milliseconds } from './rounds.ts'
import { openStage, type Stage } from './stage.ts'

/**
 * Checking the whole ledger, beside reading every statement from PostgreSQL and hashing nothing. On a stage of
 * its own: of what other benches enter no statement is left, which is a fault.
 */
export async function ledgerCheck({
  rounds,
  sizes,
}: {
  readonly rounds: number
  readonly sizes: readonly number[]
}): Promise<Line[]> {
  const stage = await openStage()
  const lines: Line[] = []
  try {
    for (const size of sizes) {
      await fill(stage, size - (await countEntries(stage)))
      const rate = (ms: number) => (size / ms) * 1000
      const measured = await alternate(
        {
          check: async () => rate(await milliseconds(() => mustAddUp(stage))),
          read: async () => rate(await milliseconds(() => readAll(stage))),
        },
        size < 1_000_000 ? rounds : 1,
      )
      lines.push({
        what: `check a ledger of ${size.toLocaleString('en')} entries`,
        unit: 'entries/s',
        ours: measured.check,
        control: { what: 'reading their statements', values: measured.read },
        goal: '≥ 17,000 a second',
      })
    }
  } finally {
    await stage.close()
  }
  return lines
}

async function countEntries({ owner }: Stage): Promise<number> {
  const { rows } = await owner.query<{ count: number }>('SELECT count(*)::int FROM entry')
  return rows[0]?.count ?? NaN
}

const BATCH = 10_000
/** As long as the statement of a choice is. */
const STATEMENT_LENGTH = 11_000

/**
 * Acts with a statement, a salt and a leaf that commits to it; the rest of an act no check reads. Made where
 * they are stored: a million statements are 11 GB.
 */
async function fill({ context, owner }: Stage, count: number): Promise<void> {
  const filling = randomBytes(STATEMENT_LENGTH).toString('base64url').slice(0, STATEMENT_LENGTH)
  const salt = randomBytes(32)
  const pads = [0x36, 0x5c].map((pad) => {
    const block = Buffer.alloc(64, pad)
    for (const [i, byte] of salt.entries()) block[i] = byte ^ pad
    return block
  })
  for (let left = count; left > 0; left -= BATCH) {
    await owner.query(
      `WITH act AS MATERIALIZED (
         SELECT id, id::text || '.' || $2::text AS jws, ordinal
           FROM (SELECT gen_random_uuid() AS id, ordinal
                   FROM generate_series(1, $1::int) AS ordinal) made
       ), e AS (INSERT INTO event (id, kind, at) SELECT id, 'choices_made', now() FROM act
       ), r AS (INSERT INTO receipt (event_id, jws) SELECT id, jws FROM act
       ), s AS (INSERT INTO secret (event_id, salt) SELECT id, $3::bytea FROM act)
       INSERT INTO ledger_pending (event_id, leaf, ordinal)
       SELECT id, convert_to('{"commit":"' || rtrim(translate(encode(
                sha256($5::bytea || sha256($4::bytea || convert_to(jws, 'UTF8'))),
                'base64'), '+/', '-_'), '=') || '","v":1}', 'UTF8'), ordinal
         FROM act`,
      [Math.min(left, BATCH), filling, salt, ...pads],
    )
    while ((await sequenceEntries(context)).sequenced > 0);
  }
  await owner.query('ANALYZE')
}

async function mustAddUp({ context }: Stage): Promise<void> {
  const result = await checkLedger(context)
  if (!result.ok) throw new Error(result.fault)
}

async function readAll({ context }: Stage): Promise<void> {
  for (let first = 0, found = 1; found > 0; first += 2_000) {
    const { rowCount } = await context.database.pool.query(
      `SELECT n.leaf, r.jws FROM entry n LEFT JOIN receipt r ON r.event_id = n.event_id
        WHERE n.index >= $1::bigint AND n.index < $1::bigint + $2 ORDER BY n.index`,
      [first, 2_000],
    )
    found = rowCount ?? 0
  }
}
