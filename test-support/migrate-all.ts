import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** The files themselves: `npm test` proves apart from this that Prisma's CLI applies them. */
export async function migrateAll(ownerUrl: string): Promise<void> {
  const folder = 'prisma/migrations'
  const client = new pg.Client(ownerUrl)
  await client.connect()
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.toml')) continue
    await client.query(readFileSync(join(folder, name, 'migration.sql'), 'utf8'))
  }
  await client.end()
}
