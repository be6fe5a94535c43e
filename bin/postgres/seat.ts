import { spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { findBinaries } from './binaries.ts'
import { homeElsewhere } from './home-elsewhere.ts'

/** Where a cluster lives and as whom it runs. */
export type Seat = {
  /** Holds the cluster's data, its passwords and its log. The real path: a server is known by it. */
  readonly home: string
  /** PostgreSQL's `bin`, `lib` and `share`. */
  readonly native: string
  /** Null: the user who calls. */
  readonly user: SeatUser | null
  /** A sentence when the data is not in the folder that was asked for. */
  readonly notice: string | null
}

export type SeatUser = { readonly uid: number; readonly gid: number; readonly name: string }

/**
 * The seat for a cluster in the folder `home`. PostgreSQL refuses to run as root, so root lends it another
 * user; in a folder that this user cannot enter (/root, a 0700 clone) data and programs live outside, and
 * `home` becomes a link to them.
 */
export function takeSeat(home: string): Seat {
  const native = findBinaries()
  if (process.getuid?.() !== 0) {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    return { home: realpathSync(home), native, user: null, notice: null }
  }
  const user = lentUser(home)
  if (!isLink(home)) {
    mkdirSync(home, { recursive: true, mode: 0o711 })
    if (canEnter(home, user) && canRun(native, user)) {
      return { home: realpathSync(home), native, user, notice: null }
    }
    if (!existsSync(join(home, 'data'))) rmdirSync(home)
  }
  const outside = homeElsewhere(home, native)
  const notice = `Other users cannot enter this folder, and PostgreSQL does not run as root: it runs as ${user.name}, with its data in ${outside.home}.`
  return { ...outside, user, notice }
}

/** Whoever owns the data already; else the system's `postgres`; else `nobody`, whom every system has. */
function lentUser(home: string): SeatUser {
  const data = join(home, 'data')
  const ownerId = existsSync(data) ? statSync(data).uid : 0
  const users = readUsers()
  const user =
    users.find(({ uid }) => ownerId !== 0 && uid === ownerId) ??
    users.find(({ name }) => name === 'postgres') ??
    users.find(({ name }) => name === 'nobody')
  if (user === undefined) {
    throw new Error(
      'PostgreSQL does not run as root, and no user "postgres" or "nobody" exists to run it. Start as another user, or set DATABASE_URL.',
    )
  }
  return user
}

function readUsers(): SeatUser[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    if (name === undefined || uid === undefined || gid === undefined) return []
    return [{ name, uid: Number(uid), gid: Number(gid) }]
  })
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

function canEnter(folder: string, user: SeatUser): boolean {
  return succeeds('/bin/sh', ['-c', 'cd "$0"', folder], user)
}

/** Also false when the shared libraries beside it cannot be read. */
function canRun(native: string, user: SeatUser): boolean {
  return succeeds(join(native, 'bin/postgres'), ['--version'], user)
}

function succeeds(program: string, args: string[], { uid, gid }: SeatUser): boolean {
  return spawnSync(program, args, { uid, gid, cwd: '/' }).status === 0
}
