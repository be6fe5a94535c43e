import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'

/** Of all that a state is made by, where the project's folder is the current one: as hex. */
export function programsDigest(): string {
  const hash = createHash('sha256').update(process.version)
  for (const path of globSync(['lib/**/*.ts', 'packages/*/dist/**/*.js']).toSorted())
    hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}
