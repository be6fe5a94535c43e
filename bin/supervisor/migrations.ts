import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { StartError, step } from './report.ts'
import { runTool } from './tool.ts'

/**
 * Brings the tables up to date as their owner; without the owner's URL it only looks.
 * @throws StartError
 */
export async function migrate(urls: { url: string; ownerUrl: string | null }): Promise<void> {
  const missing = await missingMigrations(urls.ownerUrl ?? urls.url)
  if (missing.length === 0) return
  if (urls.ownerUrl === null) {
    throw new StartError(
      `The database lacks ${missing.length} migration(s), the first is ${missing[0] ?? ''}. Set DATABASE_OWNER_URL to the role that owns the tables and start again.`,
    )
  }
  await step('Migrating the database', () =>
    runTool('The migration', ['node_modules/prisma/build/index.js', 'migrate', 'deploy']),
  )
}

/** Prisma's CLI takes two seconds to say that there is nothing to do; its own table says so at once. */
async function missingMigrations(url: string): Promise<string[]> {
  const known = readdirSync('prisma/migrations').filter((name) =>
    existsSync(join('prisma/migrations', name, 'migration.sql')),
  )
  const applied = await appliedMigrations(url)
  return known.filter((name) => !applied.has(name)).sort()
}

async function appliedMigrations(url: string): Promise<Set<string>> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    return new Set(rows.map(({ name }) => name))
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42P01') return new Set() // no such table yet
    throw error
  } finally {
    await client.end()
  }
}
