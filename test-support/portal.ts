import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { openPretendZoom } from './pretend-zoom.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'

/**
 * Playwright's global set-up: the whole of `npm start` on a port and a data folder of this run's own, with
 * the demonstration freshly loaded. Ends with this process, however it ends.
 */
export default async function startPortal(): Promise<() => Promise<void>> {
  const zoom = await openPretendZoom()
  const close = await openPortal(process.env['E2E_PORT'] ?? '', zoom.settingsFor(AT_ZOOM))
  return async () => {
    await close()
    zoom.close()
  }
}

/** The account whose settings at Zoom are compared. */
const AT_ZOOM = 'papaver'

/** Answers what ends it. */
export async function openPortal(
  port: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<() => Promise<void>> {
  const folder = makeDataFolder()
  const child = spawn(
    process.execPath,
    ['--import', resolve('bin/end-with-parent.mjs'), resolve('bin/supervisor.ts')],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        ASSENT_PARENT: String(process.pid),
        DATA_DIR: folder,
        DATABASE_URL: '',
        DATABASE_OWNER_URL: '',
        NEXTAUTH_SECRET: process.env['E2E_SECRET'] ?? '',
        OPERATOR_NAME: '',
        PORT: port,
        PUBLIC_URL: '',
        ...settings,
      },
    },
  )
  const ended = once(child, 'exit')
  await untilReady(child)
  return async () => {
    child.kill('SIGTERM')
    await ended
    removeDataFolder(folder)
  }
}

async function untilReady(child: ReturnType<typeof spawn>): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('Assent is at')) resolve()
      })
    }
    child.once('exit', () => reject(new Error(`The portal did not start:\n${said}`)))
  })
}
