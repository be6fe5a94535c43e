import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isProcessOf } from '../postgres/process-of.ts'
import { StartError } from './report.ts'

/**
 * Takes the data folder for this process: two supervisors on one folder would each clear away the other's
 * database. What a killed start left is taken over.
 * @returns gives it back
 */
export function takeDataFolder(dataDir: string): () => void {
  const lock = join(dataDir, 'supervisor.pid')
  mkdirSync(dataDir, { recursive: true })
  const holder = holderOf(lock)
  if (holder !== 0 && isProcessOf(holder, resolve('bin/supervisor.ts'))) {
    throw new StartError(`Assent already runs on ${dataDir} (process ${holder}). Stop it first.`)
  }
  rmSync(lock, { force: true })
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
  } catch {
    throw new StartError(`Another start has just taken ${dataDir}.`)
  }
  return () => rmSync(lock, { force: true })
}

function holderOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8')) || 0
  } catch {
    return 0
  }
}
