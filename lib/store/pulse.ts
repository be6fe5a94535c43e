import type { Database } from './database.ts'

/** Never back: of two workers the one whose clock is ahead would else be told by the other. */
export async function writePulse({ pool }: Database, at: Date): Promise<void> {
  await pool.query({
    name: 'pulse',
    text: `UPDATE pulse SET at = $1 WHERE at < $1 AND EXISTS (SELECT FROM pg_stat_replication)`,
    values: [at],
  })
}
