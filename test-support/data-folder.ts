import { chmodSync, lstatSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for a run's own data that the user who runs PostgreSQL can enter. */
export function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assent-test-'))
  chmodSync(folder, 0o711)
  return folder
}

/** With the cluster, be it behind a link: see `takeSeat`. */
export function removeDataFolder(folder: string): void {
  const cluster = join(folder, 'postgres')
  const isLink = lstatSync(cluster, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  if (isLink) rmSync(realpathSync(cluster), { recursive: true })
  rmSync(folder, { recursive: true })
}
