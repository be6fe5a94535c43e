import { readFileSync } from 'node:fs'
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { startEmbedded } from '#bin/postgres/embedded.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'
import { migrateAll } from './migrate-all.ts'

export type MortalPostgres = Awaited<ReturnType<typeof startMortalPostgres>>

/**
 * A PostgreSQL of a test's own that can be killed and started again, behind an address that stays, on
 * which nothing more comes through while it is frozen: connections stay open and say nothing.
 */
export async function startMortalPostgres() {
  const folder = makeDataFolder()
  const home = join(folder, 'postgres')
  const options = { database: 'assent', durable: true }
  let server = await startEmbedded(home, options)
  await migrateAll(server.ownerUrl)
  const front = await startFront(() => server.port)
  const behind = (url: string) => Object.assign(new URL(url), { port: String(front.port) }).href
  return {
    url: behind(server.url),
    ownerUrl: behind(server.ownerUrl),
    freeze: front.freeze,
    thaw: front.thaw,
    /** As at a power cut of the server alone: it says goodbye to nobody. */
    async kill(): Promise<void> {
      const lock = readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8')
      process.kill(Number(lock.split('\n')[0]), 'SIGKILL')
      await server.ended
    },
    async restart(): Promise<void> {
      server = await startEmbedded(home, options)
    },
    async stop(): Promise<void> {
      front.close()
      await server.stop()
      removeDataFolder(folder)
    },
  }
}

/** Passes bytes on to wherever the server is now. */
async function startFront(portNow: () => number) {
  const pairs = new Set<readonly [Socket, Socket]>()
  let isFrozen = false
  const front = createServer((near) => {
    const far = createConnection({ host: '127.0.0.1', port: portNow() })
    const pair = [near, far] as const
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of pair) socket.on('error', end).on('close', end)
    near.pipe(far)
    far.pipe(near)
    if (isFrozen) hold(pair)
  }).listen(0, '127.0.0.1')
  await once(front, 'listening')
  const hold = ([near, far]: readonly [Socket, Socket]) => {
    near.unpipe(far).pause()
    far.unpipe(near).pause()
  }
  return {
    port: (front.address() as AddressInfo).port,
    freeze: () => {
      isFrozen = true
      for (const pair of pairs) hold(pair)
    },
    thaw: () => {
      isFrozen = false
      for (const [near, far] of pairs) {
        near.pipe(far)
        far.pipe(near)
      }
    },
    close() {
      front.close()
      for (const [near] of pairs) near.destroy()
    },
  }
}
