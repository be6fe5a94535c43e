import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { leafBytes } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import { checkLedger } from '#lib/queries/check-ledger.ts'
import type { Line } from './report.ts'
import { alternate, milliseconds } from './rounds.ts'
import type { Stage } from './stage.ts'

/** Checking the whole ledger, beside reading every statement from PostgreSQL and hashing nothing. */
export async function ledgerCheck(
  stage: Stage,
  { rounds, entries }: { readonly rounds: number; readonly entries: number },
): Promise<Line[]> {
  await fill(stage, entries)
  const { rows } = await stage.owner.query<{ count: number }>('SELECT count(*)::int FROM entry')
  const count = rows[0]?.count ?? NaN
  const rate = (ms: number) => (count / ms) * 1000
  const measured = await alternate(
    {
      check: async () => rate(await milliseconds(() => mustAddUp(stage))),
      read: async () => rate(await milliseconds(() => readAll(stage))),
    },
    rounds,
  )
  return [
    {
      what: `check a ledger of ${count.toLocaleString('en')} entries`,
      unit: 'entries/s',
      ours: measured.check,
      control: { what: 'reading their statements', values: measured.read },
      goal: '≥ 17,000 a second',
    },
  ]
}

const BATCH = 2_000
/** As long as the statement of a choice is. */
const STATEMENT_LENGTH = 9_000

/** Acts with a statement, a salt and a leaf that commits to it; the rest of an act no check reads. */
async function fill({ context, owner }: Stage, count: number): Promise<void> {
  const filling = randomBytes(STATEMENT_LENGTH).toString('base64url').slice(0, STATEMENT_LENGTH)
  for (let left = count; left > 0; left -= BATCH) {
    const acts = Array.from({ length: Math.min(left, BATCH) }, () => {
      const [id, salt] = [randomUUIDv7(), randomBytes(32)]
      const jws = `${id}.${filling}`
      return { id, jws, salt, leaf: Buffer.from(leafBytes(jws, salt, nodeCrypto)) }
    })
    await owner.query(
      `WITH act AS (
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[])
                  WITH ORDINALITY AS a (id, jws, salt, leaf, ordinal)
       ), e AS (INSERT INTO event (id, kind, at) SELECT id, 'choices_made', now() FROM act
       ), r AS (INSERT INTO receipt (event_id, jws) SELECT id, jws FROM act
       ), s AS (INSERT INTO secret (event_id, salt) SELECT id, salt FROM act)
       INSERT INTO ledger_pending (event_id, leaf, ordinal) SELECT id, leaf, ordinal FROM act`,
      [
        acts.map(({ id }) => id),
        acts.map(({ jws }) => jws),
        acts.map(({ salt }) => salt),
        acts.map(({ leaf }) => leaf),
      ],
    )
    await sequenceEntries(context)
  }
  while ((await sequenceEntries(context)).sequenced > 0);
  await owner.query('ANALYZE')
}

async function mustAddUp({ context }: Stage): Promise<void> {
  const result = await checkLedger(context)
  if (!result.ok) throw new Error(result.fault)
}

async function readAll({ context }: Stage): Promise<void> {
  for (let first = 0, found = 1; found > 0; first += BATCH) {
    const { rowCount } = await context.database.pool.query(
      `SELECT n.leaf, r.jws FROM entry n LEFT JOIN receipt r ON r.event_id = n.event_id
        WHERE n.index >= $1::bigint AND n.index < $1::bigint + $2 ORDER BY n.index`,
      [first, BATCH],
    )
    found = rowCount ?? 0
  }
}
