import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { SettingError, type Settings, readSettings } from '#lib/env.ts'
import { buildLibraries, buildPages } from './supervisor/build.ts'
import { type Demonstration, startDemonstration } from './supervisor/database.ts'
import { migrate } from './supervisor/migrations.ts'
import { preflight } from './supervisor/preflight.ts'
import { type Program, keepRunning } from './supervisor/program.ts'
import { StartError, reasonOf, say, seconds } from './supervisor/report.ts'
import { stopTools } from './supervisor/tool.ts'

/** Everything that runs, to be stopped in the opposite order of its start. */
const running: { programs: Program[]; demonstration: Demonstration | null; stopping: boolean } = {
  programs: [],
  demonstration: null,
  stopping: false,
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void stopAndExit(0))
}
try {
  const settings = readSettings()
  await start(settings)
} catch (error) {
  if (!running.stopping) await fail(error)
}

async function start(settings: Settings): Promise<void> {
  await preflight(settings)
  process.env['DATA_DIR'] = settings.dataDir
  await buildLibraries()
  // The pages are built from sources alone, beside the work on the database.
  await Promise.all([prepareDatabase(settings), buildPages()])
  const state = { answered: false }
  running.programs = ['worker', 'decision-point', 'portal'].map((name) =>
    keepRunning(name, () => state.answered),
  )
  const lost = Promise.race(running.programs.map((program) => program.lost))
  void lost.then((why) => fail(new StartError(`${why} Assent stops.`)))
  const firstPageMs = await untilPortalAnswers(settings.PORT)
  if (running.stopping) return
  state.answered = true
  welcome(settings, firstPageMs)
}

async function prepareDatabase(settings: Settings): Promise<void> {
  if (settings.DATABASE_URL !== undefined) {
    const ownerUrl = settings.DATABASE_OWNER_URL ?? null
    await migrate({ url: settings.DATABASE_URL, ownerUrl })
    return
  }
  const demonstration = await startDemonstration(settings)
  running.demonstration = demonstration
  void demonstration.ended.then(() =>
    fail(
      new StartError(
        `PostgreSQL ended; its log is ${settings.dataDir}/postgres/log. Assent stops.`,
      ),
    ),
  )
  await migrate(demonstration)
  await demonstration.seed()
}

/** @returns milliseconds since the start */
async function untilPortalAnswers(port: number): Promise<number> {
  while (!running.stopping) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' })
      await response.text()
      if (response.status < 500) break
      throw new StartError(`The portal answers with an error (${response.status}). Assent stops.`)
    } catch (error) {
      if (error instanceof StartError) throw error
      await delay(50)
    }
  }
  return Date.now() - Number(process.env['ASSENT_STARTED_AT'] ?? Date.now())
}

function welcome(settings: Settings, firstPageMs: number): void {
  say(
    `\nAssent is at ${settings.publicUrl} (first page after ${seconds(firstPageMs)}). Ctrl-C stops it.`,
  )
  say(`The decision point is at ${settings.decisionPoint.url}.`)
  if (running.demonstration === null) return
  say(`Sign in at ${settings.publicUrl}/sign-in as one of:`)
  for (const { name, why } of demonstrationPeople()) say(`  ${name.padEnd(20)} ${why}`)
}

function demonstrationPeople(): { name: string; why: string }[] {
  const story = JSON.parse(readFileSync('prisma/demonstration.json', 'utf8')) as {
    people: { name: string; why: string }[]
  }
  return story.people
}

async function fail(error: unknown): Promise<void> {
  if (running.stopping) return
  if (error instanceof StartError && error.details !== '') console.error(error.details)
  const known = error instanceof StartError || error instanceof SettingError
  console.error(known ? error.message : `Assent could not start: ${reasonOf(error)}`)
  await stopAndExit(1)
}

async function stopAndExit(code: number): Promise<void> {
  if (running.stopping) return
  running.stopping = true
  stopTools()
  await Promise.all(running.programs.map((program) => program.stop()))
  await running.demonstration?.stop()
  if (code === 0) say('Stopped.')
  process.exit(code)
}
