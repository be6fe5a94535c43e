import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { askOnce, wireOf } from './http-load.ts'

const HOME = 'bench/peers/next'
const NEXT = 'node_modules/next/dist/bin/next'

/** The smallest Next application that has a route of its own and a page, built and started. */
export type NextPeer = { readonly port: number; readonly close: () => Promise<void> }

export async function openNextPeer(answer: string): Promise<NextPeer> {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const }
  const built = spawnSync(process.execPath, [NEXT, 'build', HOME], { env, stdio: 'pipe' })
  if (built.status !== 0) throw new Error(built.stderr.toString())
  const port = await freePort()
  const args = [NEXT, 'start', HOME, '--port', String(port), '--hostname', '127.0.0.1']
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' })
  const close = async () => {
    child.kill()
    await once(child, 'exit')
  }
  const told = wireOf(port, { method: 'PUT', path: '/decision', body: answer })
  for (let tries = 0; tries < 100; tries++) {
    try {
      await askOnce(told)
      return { port, close }
    } catch {
      await delay(100)
    }
  }
  await close()
  throw new Error('Next does not answer')
}
