import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RunFile, type Settings, runFilePath } from '#lib/env.ts'
import { type EmbeddedDatabase, startEmbedded } from '../postgres/embedded.ts'
import { StartError, reasonOf, say, step } from './report.ts'
import { takeDataFolder } from './lock.ts'
import { runTool } from './tool.ts'

/** The embedded database of a demonstration while it runs. */
export type Demonstration = Pick<EmbeddedDatabase, 'url' | 'ownerUrl' | 'ended'> & {
  /** Loads the story at the first start. */
  seed(): Promise<void>
  stop(): Promise<void>
}

/** Starts PostgreSQL and leaves its address in the run file, by which every other program finds it. */
export async function startDemonstration(settings: Settings): Promise<Demonstration> {
  const giveBack = takeDataFolder(settings.dataDir)
  const home = join(settings.dataDir, 'postgres')
  const runFile = runFilePath(settings.dataDir)
  try {
    const database = await step('Starting PostgreSQL', () =>
      startEmbedded(home, { database: 'assent', durable: true }),
    )
    if (database.notice !== null) say(database.notice)
    writeRunFile(runFile, settings, database)
    return {
      url: database.url,
      ownerUrl: database.ownerUrl,
      ended: database.ended,
      seed: () => seed(join(home, 'seeded')),
      async stop() {
        rmSync(runFile, { force: true })
        await database.stop()
        giveBack()
      },
    }
  } catch (error) {
    giveBack()
    throw new StartError(reasonOf(error))
  }
}

function writeRunFile(path: string, settings: Settings, database: EmbeddedDatabase): void {
  const content: RunFile = {
    pid: process.pid,
    publicUrl: settings.publicUrl,
    databaseUrl: database.url,
    databaseOwnerUrl: database.ownerUrl,
  }
  writeFileSync(`${path}.new`, JSON.stringify(content, null, 2), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** The mark lies beside the data, so that it goes where the data goes. A load that was cut off begins again. */
async function seed(mark: string): Promise<void> {
  if (existsSync(mark)) return
  await step('Loading the demonstration', () => runTool('The demonstration', ['prisma/seed.ts']))
  writeFileSync(mark, '')
}
