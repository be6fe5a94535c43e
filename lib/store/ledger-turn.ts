import type { Database } from './database.ts'
import type { Queryable } from './ledger.ts'

/**
 * One turn of the one sequencer: `work` in a transaction that holds the ledger's lock, or null when
 * another program has it. The lock ends with the transaction, so no crash leaves it behind. READ
 * COMMITTED, because each statement must see what the turn before has committed.
 *
 * Where COMMIT fails, whether it took place is not known: the next turn begins from what is stored.
 */
export function inSequencerTurn<T>(
  database: Database,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T | null> {
  return inTurn(database, SEQUENCER, work)
}

/** The same of the one publisher, which writes files and in the database nothing. */
export function inPublisherTurn<T>(
  database: Database,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T | null> {
  return inTurn(database, PUBLISHER, work)
}

type Turn = { readonly name: string; readonly lock: number }

/** Any numbers, the same in every program: the only advisory locks of one key in this database. */
const SEQUENCER: Turn = { name: 'sequencer turn', lock: 6962 }
const PUBLISHER: Turn = { name: 'publisher turn', lock: 6963 }

async function inTurn<T>(
  database: Database,
  turn: Turn,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T | null> {
  const client = await database.pool.connect()
  let failure: Error | undefined
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED')
    // A plan made while nothing waited reads all that waits anew for each of a backlog that came since.
    await client.query('SET LOCAL plan_cache_mode = force_custom_plan')
    const result = (await hasTurn(client, turn)) ? await work(client) : null
    await client.query('COMMIT')
    return result
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    // A connection that failed is closed, not kept: PostgreSQL then rolls back whatever is open in it.
    client.release(failure)
  }
}

async function hasTurn(client: Queryable, { name, lock }: Turn): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>({
    name,
    text: 'SELECT pg_try_advisory_xact_lock($1::bigint) AS mine',
    values: [lock],
  })
  return rows[0]?.mine === true
}

/** @throws where the connection is gone that the turn was held on, and with it the turn */
export async function requireTurn(transaction: Queryable): Promise<void> {
  await transaction.query({ name: 'has turn', text: 'SELECT 1' })
}
