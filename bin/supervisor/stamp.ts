import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Something made from sources: fresh while its stamp holds the digest of what it was made from. */
export type Made = {
  /** Written after the making: one that was cut off has none. Inside what was made, so that both go together. */
  readonly stamp: string
  /** Files and folders that it is made from. */
  readonly from: readonly string[]
}

export function isFresh(made: Made): boolean {
  return existsSync(made.stamp) && readFileSync(made.stamp, 'utf8') === digest(made.from)
}

/** @param from the digest taken before the making began: what changed meanwhile makes it old at once */
export function markFresh(made: Made, from: string): void {
  mkdirSync(dirname(made.stamp), { recursive: true })
  writeFileSync(made.stamp, from)
}

/** Over names and contents; tests and what is made by others in these folders left out. */
export function digest(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesUnder).sort()) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(path: string): string[] {
  if (!existsSync(path) || /(^|\/)(dist|node_modules)$|\.test\.tsx?$|\.tsbuildinfo$/.test(path))
    return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)))
}
