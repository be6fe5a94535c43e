import { join } from 'node:path'
import { defineConfig } from 'prisma/config'
import { readRunFile, readSettings } from './lib/env.ts'

// The CLI reads this before it looks for its engine, so it never downloads one.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] = join(import.meta.dirname, 'bin/schema-engine.mjs')
process.env['CHECKPOINT_DISABLE'] = '1'

/** Migrations run as the owner of the tables: the user's own database, or the embedded one while it runs. */
function ownerUrl(): string | undefined {
  const settings = readSettings()
  if (settings.DATABASE_OWNER_URL !== undefined) return settings.DATABASE_OWNER_URL
  return settings.DATABASE_URL ?? readRunFile(settings.dataDir)?.databaseOwnerUrl
}

const url = ownerUrl()

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'node prisma/seed.ts' },
  ...(url === undefined ? {} : { datasource: { url } }),
})
