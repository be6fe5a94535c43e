import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isProcessOf } from './process-of.ts'
import type { Seat } from './seat.ts'

/** A PostgreSQL server of ours, on the loopback address alone. */
export type Cluster = {
  readonly port: number
  /** Settles when the server has ended, whoever ended it. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

export type ClusterOptions = {
  readonly superuserPassword: string
  /** False only where losing the data at a power cut is no loss: tests. */
  readonly durable: boolean
}

/**
 * Starts the cluster in `seat`, making it first where there is none. Ends by itself when this process dies.
 * A server or a lock that a killed start left behind is cleared away first.
 */
export async function startCluster(seat: Seat, options: ClusterOptions): Promise<Cluster> {
  const data = join(seat.home, 'data')
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(seat, data, options.superuserPassword)
  await clearAway(data)
  const port = await freePort()
  const child = launch(seat, data, port, options)
  const ended = once(child, 'exit').then(() => undefined)
  await untilReady(child, seat, data)
  return { port, ended, stop: () => stop(child, ended) }
}

/** Built under another name and renamed when whole: a start killed in the middle begins again. */
function initialise(seat: Seat, data: string, password: string): void {
  const unfinished = `${data}.new`
  const passwordFile = join(seat.home, 'password.new')
  rmSync(unfinished, { recursive: true, force: true })
  rmSync(data, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (seat.user !== null) {
    chownSync(unfinished, seat.user.uid, seat.user.gid)
    chownSync(passwordFile, seat.user.uid, seat.user.gid)
  }
  const args = [
    '-D',
    unfinished,
    '-U',
    'postgres',
    '--pwfile',
    passwordFile,
    '--auth=scram-sha-256',
  ]
  // The locale built into PostgreSQL sorts alike on every machine and needs none of the system's.
  args.push(
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  )
  const program = join(seat.native, 'bin/initdb')
  const made = spawnSync(program, args, { ...runAs(seat), encoding: 'utf8' })
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    throw new Error(`PostgreSQL could not make its data folder: ${lastLine(made.stderr)}`)
  }
  renameSync(unfinished, data)
}

/**
 * PostgreSQL refuses to start beside a lock whose process id is alive, be it another program's by now; and a
 * server that outlived its supervisor still holds the data.
 */
async function clearAway(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid')
  const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[0]) : 0
  if (pid === 0) return
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isProcessOf(pid, data)) break
    process.kill(pid, signal)
    for (let waited = 0; waited < 10_000 && isProcessOf(pid, data); waited += 50) await delay(50)
  }
  if (isProcessOf(pid, data))
    throw new Error(`An older PostgreSQL (process ${String(pid)}) does not end.`)
  rmSync(lock, { force: true })
}

function launch(seat: Seat, data: string, port: number, options: ClusterOptions): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What people chose stands in the statements: the log keeps none of them.
    log_min_error_statement: 'panic',
    log_min_messages: 'warning',
    ...(options.durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [join(seat.native, 'bin/postgres'), '-D', data, ...args]
  const log = openLog(seat)
  try {
    if (process.platform === 'win32') {
      return spawn(command[0] ?? '', command.slice(1), {
        ...runAs(seat),
        stdio: ['ignore', log, log],
      })
    }
    return spawn('/bin/sh', ['-c', GUARDED, ...command], {
      ...runAs(seat),
      stdio: ['pipe', log, log],
      detached: true, // Ctrl-C reaches the supervisor alone, which ends the database after the programs
    })
  } finally {
    closeSync(log)
  }
}

/**
 * The shell becomes PostgreSQL; a child of it waits on a pipe that closes when this process dies, however it
 * dies, and asks for a fast shutdown then.
 */
const GUARDED =
  'exec 3<&0; (read -r _ <&3; kill -INT $$) >/dev/null 2>&1 & exec "$0" "$@" </dev/null 3<&-'

function openLog(seat: Seat): number {
  const path = join(seat.home, 'log')
  if (existsSync(path)) renameSync(path, `${path}.old`)
  const log = openSync(path, 'a', 0o600)
  return log
}

function runAs(seat: Seat): object {
  const user = seat.user === null ? {} : { uid: seat.user.uid, gid: seat.user.gid }
  // No variable of the caller (PGDATA, PGPORT, a locale) may reach the server.
  return { ...user, cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' } }
}

/** PostgreSQL writes its state as the eighth line of its lock. */
async function untilReady(child: ChildProcess, seat: Seat, data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid')
  for (let waited = 0; waited < 60_000; waited += 20) {
    if (child.exitCode !== null || child.signalCode !== null) break
    const state = existsSync(lock) ? readFileSync(lock, 'utf8').split('\n')[7] : undefined
    if (state?.startsWith('ready') === true) return
    await delay(20)
  }
  const log = join(seat.home, 'log')
  throw new Error(
    `PostgreSQL did not start: ${lastLine(readFileSync(log, 'utf8'))} (all of it in ${log})`,
  )
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGINT')
    const stubborn = setTimeout(() => child.kill('SIGQUIT'), 20_000)
    await ended
    clearTimeout(stubborn)
  }
  child.stdin?.destroy()
}

/** Free at this moment; PostgreSQL says so if it is not any more. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
