import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { reasonOf, UsageError } from './command-line.ts'

/**
 * The receipts that the paths name, each once and as it was named: a file whatever its name, and of a folder
 * all that end in `.receipt.json` or `.receipt.zip` at any depth, by name. Links inside a folder are not
 * followed: they can lead back to it. Throws UsageError with a line for each path that names nothing.
 */
export function receiptPaths(paths: readonly string[], folder: string): string[] {
  const problems: string[] = []
  const found = new Set<string>()
  for (const path of paths) {
    try {
      const receipts = receiptsAt(path, folder)
      if (receipts.length === 0) problems.push(`The folder ${path} holds no receipt.`)
      for (const receipt of receipts) found.add(receipt)
    } catch (error) {
      problems.push(problemWith(path, error))
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'))
  return [...found]
}

const IS_RECEIPT = /\.receipt\.(json|zip)$/

function receiptsAt(path: string, folder: string): string[] {
  return statSync(resolve(folder, path)).isDirectory() ? receiptsIn(path, folder) : [path]
}

function receiptsIn(path: string, folder: string): string[] {
  const entries = readdirSync(resolve(folder, path), { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const inside = join(path, entry.name)
    if (entry.isDirectory()) return receiptsIn(inside, folder)
    return entry.isFile() && IS_RECEIPT.test(entry.name) ? [inside] : []
  })
}

function problemWith(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT'
    ? `There is no file ${path}.`
    : `The file ${path} cannot be read: ${reasonOf(error)}.`
}
