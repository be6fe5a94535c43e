import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * A file or folder of the shared material beside this project (`../shared`), or null where it is absent: the
 * tests then use small data of their own.
 * @throws under CI, where its absence would silently test less
 */
export function sharedPath(name: string): string | null {
  const path = resolve('../shared', name)
  if (existsSync(path)) return path
  if (process.env['CI'] === 'true') throw new Error(`${path} is absent, and CI is to test with it.`)
  return null
}
