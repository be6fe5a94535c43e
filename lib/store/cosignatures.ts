import type { Database } from './database.ts'
import type { LedgerHead, Queryable } from './ledger.ts'

export type StoredCosignature = {
  readonly size: number
  /** `<name>+<id>` of its key. */
  readonly witness: string
  /** Its signature line, with its newline. */
  readonly line: string
  readonly at: Date
}

/** A second one by the same witness over the same checkpoint says nothing new, and is not kept. */
export async function appendCosignature(
  { pool }: Database,
  { size, witness, line, at }: StoredCosignature,
): Promise<void> {
  await pool.query({
    name: 'append cosignature',
    text: `INSERT INTO cosignature (size, witness, line, at) VALUES ($1, $2, $3, $4)
           ON CONFLICT DO NOTHING`,
    values: [size, witness, line, at],
  })
}

/** Of each of these witnesses the one over the largest tree, where there is one. */
export async function loadLastCosignatures(
  { pool }: Database,
  witnesses: readonly string[],
): Promise<StoredCosignature[]> {
  const { rows } = await pool.query<StoredCosignature>({
    name: 'last cosignatures',
    text: `SELECT c.size::float8 AS size, c.witness, c.line, c.at FROM unnest($1::text[]) w (witness)
             CROSS JOIN LATERAL (SELECT * FROM cosignature n WHERE n.witness = w.witness
                                  ORDER BY n.size DESC LIMIT 1) c`,
    values: [witnesses],
  })
  return rows
}

/** The last checkpoint, its cosignatures among its signatures where it has any yet. */
export async function findServedHead(source: Queryable): Promise<LedgerHead | null> {
  const { rows } = await source.query<LedgerHead>({
    name: 'served head',
    text: `${served} ORDER BY c.size DESC LIMIT 1`,
  })
  return rows[0] ?? null
}

/** The last checkpoint that some witness cosigned. */
export async function findCosignedHead({ pool }: Database): Promise<LedgerHead | null> {
  const { rows } = await pool.query<LedgerHead>({
    name: 'cosigned head',
    text: `${served} WHERE c.size = (SELECT max(size) FROM cosignature)`,
  })
  return rows[0] ?? null
}

/** The checkpoint of exactly that size, as above. Null where the ledger signed none. */
export async function findServedHeadOf(
  { pool }: Database,
  size: number,
): Promise<LedgerHead | null> {
  const { rows } = await pool.query<LedgerHead>({
    name: 'served head of',
    text: `${served} WHERE c.size = $1`,
    values: [size],
  })
  return rows[0] ?? null
}

/** A note ends in its signature lines, so that one more only follows. */
const served = `
  SELECT c.size::float8 AS size, c.root,
         c.note || coalesce((SELECT string_agg(n.line, '' ORDER BY n.witness)
                               FROM cosignature n WHERE n.size = c.size), '') AS note
    FROM checkpoint c`
