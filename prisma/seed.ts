import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import { openLedgerKeys } from '#lib/commands/open-ledger-keys.ts'
import { appContext, closeContext } from '#lib/context.ts'
import { env } from '#lib/env.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { holdMeeting } from './seed/hold-meeting.ts'
import { beginningOf, loadDemonstration } from './seed/load-demonstration.ts'
import { readStory } from './seed/story.ts'

try {
  await seed()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await closeContext()
}

async function seed(): Promise<void> {
  const { demonstration, databaseUrl, dataDir, publicUrl } = env()
  if (!demonstration)
    throw new Error(
      'DATABASE_URL names a database of your own: the demonstration is loaded into the embedded one alone.',
    )
  const story = readStory()
  await mintKeys(databaseUrl, { folder: join(dataDir, 'keys'), publicUrl }, beginningOf(story))
  const context = await appContext()
  const done = await loadDemonstration(story, context, report)
  await holdMeeting(story, context)
  if (done === 0) say('The demonstration is complete already.')
}

/** Before the context is opened: the keys of a ledger are as old as its first entry. */
async function mintKeys(
  databaseUrl: string,
  settings: { readonly folder: string; readonly publicUrl: string },
  at: Date,
): Promise<void> {
  const database = openDatabase(databaseUrl, 1)
  try {
    await openLedgerKeys(database, { ...settings, newId: () => randomUUIDv7(), randomBytes }, at)
  } finally {
    await closeDatabase(database)
  }
}

function report(done: number, of: number): void {
  if (done % 20 === 0 || done === of) say(`${done} of ${of} acts`)
}

/** Progress is for a person who watches; the supervisor says what it does itself. */
function say(line: string): void {
  if (process.stdout.isTTY) console.log(line)
}
