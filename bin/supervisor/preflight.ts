import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { Settings } from '#lib/env.ts'
import { StartError, reasonOf } from './report.ts'

/** What can be known to be wrong before anything is started. @throws StartError */
export async function preflight(settings: Settings): Promise<void> {
  requireWritable(settings.dataDir)
  // Both addresses that "localhost" may mean: a stranger on the other one would be shown instead of us.
  for (const host of ['127.0.0.1', '::1']) {
    await requireFreePort(settings.PORT, host, 'PORT=3100')
    await requireFreePort(settings.decisionPoint.port, host, 'DECISION_PORT=4400')
  }
  await requireReachable('DATABASE_URL', settings.DATABASE_URL)
  await requireReachable('DATABASE_OWNER_URL', settings.DATABASE_OWNER_URL)
}

function requireWritable(dataDir: string): void {
  const probe = join(dataDir, `.write-${process.pid}`)
  try {
    makeFolder(dataDir)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw new StartError(
      `The data folder ${dataDir} (DATA_DIR) cannot be written: ${reasonOf(error)}`,
    )
  }
}

/** Step by step: Node's own recursive way never ends where the system denies that a folder's parent exists. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
}

async function requireFreePort(port: number, host: string, other: string): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ port, host, exclusive: true }, resolve)
    })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return // no such address on this machine
    const why =
      code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used: ${reasonOf(error)}`
    throw new StartError(`Port ${port} ${why}. Choose another one: ${other} npm start`)
  }
  await new Promise((resolve) => server.close(resolve))
}

async function requireReachable(name: string, url: string | undefined): Promise<void> {
  if (url === undefined) return
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    await client.query('SELECT 1')
  } catch (error) {
    const { hostname, port, pathname } = new URL(url)
    const place = `${hostname}:${port === '' ? '5432' : port}${pathname}`
    throw new StartError(`The database at ${name} (${place}) cannot be reached: ${reasonOf(error)}`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
