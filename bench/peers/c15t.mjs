// c15t as its documentation has it hosted: its handler on node:http, Kysely on node-postgres, its own migrations.
// A program of its own, beside the bench: `DATABASE_URL` is where its tables go; it prints its port.
import { createServer } from 'node:http'
import { c15tInstance } from '@c15t/backend'
import { kyselyAdapter } from '@c15t/backend/db/adapters/kysely'
import { migrator } from '@c15t/backend/db/migrator'
import { DB } from '@c15t/backend/db/schema'
import { getRequestListener } from '@hono/node-server'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 })
const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
const adapter = kyselyAdapter({ db, provider: 'postgresql' })
const migration = await migrator({ db: DB.client(adapter), schema: 'latest' })
if (typeof migration.execute === 'function') await migration.execute()

const c15t = c15tInstance({
  appName: 'bench',
  adapter,
  trustedOrigins: ['http://localhost'],
  logger: { level: 'error' },
})
const server = createServer(getRequestListener((request) => c15t.handler(request)))
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
