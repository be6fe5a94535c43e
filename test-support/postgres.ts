import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type EmbeddedDatabase, startEmbedded } from '#bin/postgres/embedded.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'
import { migrateAll } from './migrate-all.ts'

/** The database that every test's database is a copy of: migrated, empty. */
const TEMPLATE = 'assent_template'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection URLs of the template: its owner's and the runtime role's. */
    template: { readonly ownerUrl: string; readonly url: string }
  }
}

type Server = EmbeddedDatabase & { readonly folder: string }

/** Several projects of one run share the server: each calls this once. */
const shared = globalThis as { testServer?: { started: Promise<Server>; users: number } }

/** Vitest's global set-up: a PostgreSQL of this run's own, with the migrated template in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = (shared.testServer ??= { started: startServer(), users: 0 })
  server.users += 1
  const { ownerUrl, url } = await server.started
  project.provide('template', { ownerUrl, url })
  return async () => {
    server.users -= 1
    if (server.users === 0) await stopServer(await server.started)
  }
}

async function startServer(): Promise<Server> {
  const folder = makeDataFolder()
  const place = join(folder, 'postgres')
  const server = await startEmbedded(place, { database: TEMPLATE, durable: false })
  await migrateAll(server.ownerUrl)
  return { ...server, folder }
}

async function stopServer(server: Server): Promise<void> {
  await server.stop()
  removeDataFolder(server.folder)
}
