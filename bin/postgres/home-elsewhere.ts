import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** Folders that survive a restart of the machine and that every user may enter. */
const BASES = ['/var/lib/assent', '/var/tmp/assent']

/**
 * A cluster's home outside the folder `link`, which becomes a link to it, with a copy of the programs.
 * For root only: see `takeSeat`.
 */
export function homeElsewhere(link: string, native: string): { home: string; native: string } {
  const home = linkTarget(link) ?? makeHome(link)
  claim(home, link)
  return { home, native: copyPrograms(native, home) }
}

function linkTarget(link: string): string | null {
  const stat = lstatSync(link, { throwIfNoEntry: false })
  if (stat?.isSymbolicLink() !== true) return null
  const target = readlinkSync(link)
  if (!existsSync(target)) mkdirSync(target, { recursive: true, mode: 0o711 })
  return target
}

function makeHome(link: string): string {
  const base = BASES.find(canMake)
  if (base === undefined) {
    throw new Error(
      `Other users cannot enter ${dirname(link)}, PostgreSQL does not run as root, and neither ${BASES.join(' nor ')} can be written. Move the folder, start as another user, or set DATABASE_URL.`,
    )
  }
  for (const name of readdirSync(base)) removeIfForsaken(join(base, name), link)
  const home = join(base, randomBytes(6).toString('hex'))
  mkdirSync(home, { mode: 0o711 })
  symlinkSync(home, link)
  return home
}

function canMake(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 })
    return true
  } catch {
    return false
  }
}

/** Whoever removed the link removed the data: it would have been in the same folder. */
function removeIfForsaken(home: string, link: string): void {
  if (readOwner(home) === link) rmSync(home, { recursive: true, force: true })
}

/** A copied clone carries the link along: two clones must not run on one set of data. */
function claim(home: string, link: string): void {
  const owner = readOwner(home)
  if (owner !== null && owner !== link && linkTargetOf(owner) === home) {
    throw new Error(
      `The data in ${home} belongs to ${owner}, of which this is a copy. Remove ${link} to begin with an empty database.`,
    )
  }
  writeFileSync(join(home, 'belongs-to'), link)
}

function readOwner(home: string): string | null {
  const path = join(home, 'belongs-to')
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

function linkTargetOf(path: string): string | null {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat?.isSymbolicLink() === true ? readlinkSync(path) : null
}

/** Copied under another name first: a start killed in the middle leaves no half set of programs behind. */
function copyPrograms(native: string, home: string): string {
  const manifest = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as {
    version: string
  }
  const programs = join(home, `postgresql-${manifest.version}`)
  if (existsSync(programs)) return programs
  rmSync(`${programs}.new`, { recursive: true, force: true })
  cpSync(native, `${programs}.new`, { recursive: true, verbatimSymlinks: true })
  renameSync(`${programs}.new`, programs)
  return programs
}
