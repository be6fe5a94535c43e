import type pg from 'pg'
import type { Database } from '#lib/store/database.ts'

/** The two ways in which a write can fail: it was not carried out, or it was and nobody was told. */
export type Broken = 'lost' | 'done, but reported lost'
export const broken = ['lost', 'done, but reported lost'] as const satisfies readonly Broken[]

/** Carries out or not, and fails. */
export async function breakOff(fault: Broken, work: () => Promise<unknown>): Promise<never> {
  if (fault !== 'lost') await work()
  throw new Error('the connection is gone')
}

/**
 * The same database, over a connection that breaks at one statement: at its name, or at its first word
 * where it has none.
 */
export function breakAt(own: Database, statement: string, fault: Broken): Database {
  const over = (to: pg.Pool | pg.PoolClient) => (given: string | pg.QueryConfig) => {
    const name = typeof given === 'string' ? given.split(' ')[0] : given.name
    return name === statement ? breakOff(fault, () => to.query(given)) : to.query(given)
  }
  const connect = async () => {
    const client = await own.pool.connect()
    return { query: over(client), release: (error?: Error) => client.release(error) }
  }
  return { ...own, pool: { connect, query: over(own.pool) } as unknown as pg.Pool }
}
