import type { Database } from './database.ts'

/**
 * @throws where no connection comes about or the tables are not there, with one line that says what to
 *   do and holds no password
 */
export async function checkDatabase(database: Database): Promise<void> {
  const { rows } = await database.pool
    .query<{ migrated: boolean }>(`SELECT to_regclass('public.setting') IS NOT NULL AS migrated`)
    .catch((error: unknown) => {
      throw new Error(`The database does not answer: ${reasonOf(error)}.`)
    })
  if (rows[0]?.migrated !== true)
    throw new Error('The database has no tables yet: run `npx prisma migrate deploy` as its owner.')
}

/** Whether the database answers now. `patienceMs` bounds the wait for a connection that hangs. */
export async function isReachable(database: Database, patienceMs: number): Promise<boolean> {
  const answer = database.pool.query('SELECT 1').then(
    () => true,
    () => false,
  )
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer))
}

/** A host with several addresses fails with one error for each, and no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
