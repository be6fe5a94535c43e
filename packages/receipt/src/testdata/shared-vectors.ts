import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Golden vectors that lie beside the project on machines that build it. Elsewhere there are none, and the
 * tests prove the same on the few restated here. CI must have them.
 */
const ROOT = fileURLToPath(new URL('../../../../../shared/vectors/', import.meta.url))

/** Every JSON file under the folder, with its path from there. */
export function sharedJson(folder: string): { path: string; value: unknown }[] {
  return sharedFiles(folder)
    .filter((path) => path.endsWith('.json'))
    .map((path) => ({ path, value: JSON.parse(sharedText(join(folder, path))) as unknown }))
}

/** The paths of the files under the folder, sorted; none where the vectors are not. */
export function sharedFiles(folder: string): string[] {
  if (!existsSync(ROOT)) {
    if (process.env['CI'] === 'true')
      throw new Error('CI has no golden vectors at ../shared/vectors')
    return []
  }
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort()
}

export function sharedText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
