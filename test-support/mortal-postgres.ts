import { execFile } from 'node:child_process'
import { appendFileSync, chownSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startCluster } from '#bin/postgres/cluster.ts'
import { takeSeat } from '#bin/postgres/seat.ts'
import { startEmbedded } from '#bin/postgres/embedded.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'
import { migrateAll } from './migrate-all.ts'

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
    /** A streaming replica of it, whose link can be frozen: it is behind then. To be asked for before anything connects. */
    async startReplica() {
      await server.stop()
      const copy = await copyAsReplica(home, join(folder, 'replica'))
      server = await startEmbedded(home, options)
      const link = await startFront(() => server.port)
      copy.followOn(link.port)
      const cluster = await startCluster(copy.seat, { superuserPassword: '', durable: false })
      return {
        url: Object.assign(new URL(server.url), { port: String(cluster.port) }).href,
        freeze: link.freeze,
        thaw: link.thaw,
        async stop(): Promise<void> {
          link.close()
          await cluster.stop()
        },
      }
    },
    async stop(): Promise<void> {
      front.close()
      await server.stop()
      removeDataFolder(folder)
    },
  }
}

/** A copy of a server that has stopped, with its owner's rights. */
async function copyAsReplica(home: string, to: string) {
  await promisify(execFile)('cp', ['-a', home, to])
  const data = join(to, 'data')
  const { superuser } = JSON.parse(readFileSync(join(to, 'passwords.json'), 'utf8')) as {
    superuser: string
  }
  const { uid, gid } = statSync(data)
  return {
    seat: takeSeat(to),
    followOn(port: number): void {
      const signal = join(data, 'standby.signal')
      writeFileSync(signal, '')
      chownSync(signal, uid, gid)
      const from = `host=127.0.0.1 port=${String(port)} user=postgres password=${superuser}`
      appendFileSync(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${from}'\n`)
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
