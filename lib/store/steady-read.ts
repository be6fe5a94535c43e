import type { Database } from './database.ts'
import type { Queryable } from './ledger.ts'

/** Everything that `read` reads is as it was at one instant. A replica can do that too. */
export async function steadyRead<Value>(
  database: Database,
  read: (client: Queryable) => Promise<Value>,
): Promise<Value> {
  const reading = await beginSteadyRead(database)
  try {
    const value = await read(reading.client)
    await reading.end()
    return value
  } catch (error) {
    reading.abandon()
    throw error
  }
}

export type SteadyRead = {
  readonly client: Queryable
  readonly end: () => Promise<void>
  /** Closes the connection, in whatever state it is. */
  readonly abandon: () => void
}

/** The same for what reads in many steps. It has to be ended or abandoned. */
export async function beginSteadyRead({ pool }: Database): Promise<SteadyRead> {
  const client = await pool.connect()
  let isOver = false
  const release = (destroy: boolean) => {
    if (!isOver) client.release(destroy)
    isOver = true
  }
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  } catch (error) {
    release(true)
    throw error
  }
  return {
    client,
    async end() {
      await client.query('COMMIT')
      release(false)
    },
    abandon: () => release(true),
  }
}
