import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Database } from './database.ts'

/** On which PostgreSQL says that something was written that decisions rest on. It says nothing of what. */
export const CHANGE_CHANNEL = 'assent_change'

const RETRY_MS = 500

/**
 * Calls `onSignal` whenever a change is committed, over a connection of its own that is opened again when it
 * is lost. A signal is a hint and may get lost, so whoever follows looks for changes without one too; a
 * replica has none to give, and is asked again in case it becomes a primary. Ends with `stopping`.
 */
export async function hearChanges(
  { pool }: Database,
  onSignal: () => void,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    await hearUntilLost(pool.options.connectionString, onSignal, stopping).catch(() => undefined)
    await delay(RETRY_MS, null, { signal: stopping }).catch(() => undefined)
  }
}

async function hearUntilLost(
  connectionString: string | undefined,
  onSignal: () => void,
  stopping: AbortSignal,
): Promise<void> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  const lost = Promise.withResolvers<undefined>()
  const end = () => {
    lost.resolve(undefined)
  }
  client.on('error', end)
  client.on('end', end)
  client.on('notification', onSignal)
  stopping.addEventListener('abort', end)
  try {
    await client.connect()
    await client.query(`LISTEN ${CHANGE_CHANNEL}`)
    // What came while nobody listened.
    onSignal()
    await lost.promise
  } finally {
    stopping.removeEventListener('abort', end)
    await client.end().catch(() => undefined)
  }
}
