import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '#bin/postgres/embedded.ts'
import type { Context } from '#lib/commands/context.ts'
import type { LedgerKeys } from '#lib/signing/ledger-keys.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { beginningOf, loadDemonstration } from '../prisma/seed/load-demonstration.ts'
import { readStory } from '../prisma/seed/story.ts'
import { memoryContext } from '../test-support/memory-context.ts'

/** Where the measuring is done: a PostgreSQL of its own with fsync on, and the demonstration in it. */
export type Stage = {
  readonly context: Context & { readonly keys: LedgerKeys }
  /** As the owner of the tables: for the controls, which are not the portal's. */
  readonly owner: pg.Pool
  readonly close: () => Promise<void>
}

/** As many connections as there are writers at most, for ours and for the control alike. */
export const CONNECTIONS = 16

export async function openStage(): Promise<Stage> {
  const home = mkdtempSync(join(tmpdir(), 'assent-bench-'))
  chmodSync(home, 0o711)
  const server = await startEmbedded(join(home, 'postgres'), { database: 'bench', durable: true })
  const owner = new pg.Pool({ connectionString: server.ownerUrl, max: CONNECTIONS })
  // Connections that the server ends as it stops are no failure of ours.
  owner.on('error', () => undefined)
  await migrate(owner)
  const database = openDatabase(server.url, CONNECTIONS)
  const story = readStory()
  const told = memoryContext(database, beginningOf(story))
  await loadDemonstration(story, told, () => undefined)
  return {
    context: { ...told, now: () => new Date() },
    owner,
    async close() {
      await closeDatabase(database)
      await owner.end()
      await server.stop()
      rmSync(home, { recursive: true })
    },
  }
}

async function migrate(owner: pg.Pool): Promise<void> {
  for (const name of readdirSync('prisma/migrations').toSorted()) {
    if (name.endsWith('.toml')) continue
    await owner.query(readFileSync(join('prisma/migrations', name, 'migration.sql'), 'utf8'))
  }
}
