import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasonOf } from './act.ts'

/** Under its name a file is whole: one that is cut off has another. */
export function writeWhole(folder: string, name: string, bytes: Uint8Array): void {
  const path = join(folder, name)
  writing(folder, () => {
    writeFileSync(`${path}.part`, bytes)
    renameSync(`${path}.part`, path)
  })
}

/** @throws with one line that names the folder and why it cannot be written to */
export function writing(folder: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    throw new Error(`${folder} cannot be written: ${reasonOf(error)}.`, { cause: error })
  }
}
