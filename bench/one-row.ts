import { randomUUIDv7 } from 'node:crypto'
import type { Database } from '#lib/store/database.ts'
import type { Stage } from './stage.ts'

/** The control of all that is written: one row, one prepared INSERT, one commit, over the same pool. */
export type OneRow = (database: Database) => Promise<unknown>

export async function oneRowTable({ owner }: Stage): Promise<OneRow> {
  await owner.query(
    `CREATE TABLE IF NOT EXISTS one_row (id uuid PRIMARY KEY, at timestamptz, leaf bytea)`,
  )
  await owner.query('GRANT INSERT ON one_row TO assent_app')
  const leaf = Buffer.alloc(64, 1)
  return (database) =>
    database.pool.query({
      name: 'one row',
      text: 'INSERT INTO one_row (id, at, leaf) VALUES ($1, $2, $3)',
      values: [randomUUIDv7(), new Date(), leaf],
    })
}
