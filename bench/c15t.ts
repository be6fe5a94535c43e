import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import { CONNECTIONS, type Stage } from './stage.ts'

/** c15t's backend 2.2, a program of its own on the stage's PostgreSQL. */
export type C15t = {
  /** `POST /subjects`: somebody new says yes to one thing and no to another. */
  readonly record: (i: number) => Promise<void>
  readonly port: number
  readonly close: () => Promise<void>
}

/** How it gets here: no user of the portal needs it, and it brings 150 packages. */
export const c15tInstall = 'npm install --no-save @c15t/backend@2.2.1 @hono/node-server kysely'

/** Null where it is not installed. */
export async function openC15t({ owner }: Stage): Promise<C15t | null> {
  if (!isInstalled()) return null
  // Another section may have had it.
  await owner.query('DROP DATABASE IF EXISTS c15t WITH (FORCE)')
  await owner.query('CREATE DATABASE c15t')
  const url = new URL(owner.options.connectionString ?? '')
  url.pathname = '/c15t'
  const child = spawn(process.execPath, ['bench/peers/c15t.mjs'], {
    env: { ...process.env, DATABASE_URL: url.href },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
  const port = Number(said)
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  return {
    port,
    record: (i) => post({ agent, port, path: '/subjects' }, subjectOf(i)),
    async close() {
      agent.destroy()
      child.kill()
      await once(child, 'exit')
    },
  }
}

function isInstalled(): boolean {
  try {
    fileURLToPath(import.meta.resolve('@c15t/backend'))
    return true
  } catch {
    return false
  }
}

/** As its documentation has it, for somebody whom the platform knows by an id. */
function subjectOf(i: number): object {
  return {
    type: 'cookie_banner',
    // Base58, in which there is no nought.
    subjectId: `sub_${String(i).padStart(20, '2').replaceAll('0', 'a')}`,
    externalSubjectId: `user-${String(i)}`,
    identityProvider: 'external',
    domain: 'localhost',
    preferences: { necessary: true, measurement: true, marketing: false },
    givenAt: Date.now(),
  }
}

async function post(
  to: { readonly agent: Agent; readonly port: number; readonly path: string },
  body: object,
): Promise<void> {
  const headers = { 'content-type': 'application/json', origin: 'http://localhost' }
  const sent = request({ ...to, method: 'POST', host: '127.0.0.1', headers })
  sent.end(JSON.stringify(body))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
  if (response.statusCode !== 200) throw new Error(`c15t answered ${String(response.statusCode)}`)
}
