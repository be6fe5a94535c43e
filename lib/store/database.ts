import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '#generated/prisma/client.ts'

/** One pool of connections; Prisma for most of the store, plain SQL over the same pool where it is the point. */
export type Database = {
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
}

/** Opens nothing yet: connections are made as they are needed. `url` is a PostgreSQL connection URI. */
export function openDatabase(
  url: string,
  connectionsMax = 10,
  patience: pg.PoolConfig = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- pg waits for it; its types do not say so
    onConnect: planOnce,
    ...patience,
  })
  // A connection that dies while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  // So would one that dies in a transaction between two statements: the next of them fails, and says so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) }
}

/**
 * A prepared statement is planned once a connection, not at each use: what the hot ones look up is by
 * key, and planning the largest took PostgreSQL twice as long as carrying it out.
 */
async function planOnce(client: pg.ClientBase): Promise<void> {
  await client.query('SET plan_cache_mode = force_generic_plan')
}

export async function closeDatabase(database: Database): Promise<void> {
  await database.prisma.$disconnect()
  if (!database.pool.ended) await database.pool.end()
}

/**
 * The runtime role must not own what it may not change: an owner could rewrite history.
 * @throws if the connected role owns any table, with a message that says what to do.
 */
export async function refuseOwner(database: Database): Promise<void> {
  const { rows } = await database.pool.query<{ owned: string; role: string }>(
    `SELECT count(*)::text AS owned, current_user AS role FROM pg_class c
      JOIN pg_roles r ON r.oid = c.relowner
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        AND (r.rolname = current_user OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))`,
  )
  const row = rows[0]
  if (row !== undefined && row.owned !== '0')
    throw new Error(
      `DATABASE_URL signs in as "${row.role}", which owns the tables or is a superuser. ` +
        'Use the runtime role there and the owner in DATABASE_OWNER_URL.',
    )
}
