import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { readArguments, readPolicy, reasonOf, USAGE, UsageError } from './command-line.ts'
import { nodeCrypto } from './node-crypto.ts'
import { progressBar } from './progress-bar.ts'
import { RECEIPT_BYTES_MAX } from './receipt-file.ts'
import { receiptPaths } from './command-paths.ts'
import { rememberVerified } from './remember-verified.ts'
import { jsonReport, textReport } from './report.ts'
import { verifyAt } from './verify-at.ts'
import { verifyReceipt } from './verify-receipt.ts'

/** Where the command runs and where it speaks. */
export type Terminal = {
  readonly folder: string
  print(line: string): void
  complain(line: string): void
  /** Puts text where the cursor is; left out where nobody watches. */
  draw?(text: string): void
}

/**
 * `assent-verify PATH... [--policy FILE] [--at INSTANT] [--json]`. The exit code: 0 when every receipt
 * verifies, 1 when one fails or is not there yet, 2 when the command itself cannot run or could not read a
 * file. Holds one receipt at a time, and verifies a signature that many share once. No network, no database.
 */
export function assentVerify(args: readonly string[], terminal: Terminal): 0 | 1 | 2 {
  try {
    const options = readArguments(args)
    if (!options.help) return verifyAll(options, terminal)
    terminal.print(USAGE)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.complain(error.message)
    return 2
  }
}

type Options = ReturnType<typeof readArguments>

function verifyAll({ paths, policyFile, at, json }: Options, terminal: Terminal): 0 | 1 | 2 {
  const policy = readPolicy(policyFile, terminal.folder)
  const files = receiptPaths(paths, terminal.folder)
  const crypto = rememberVerified(nodeCrypto)
  const report = json
    ? jsonReport((line) => terminal.print(line))
    : textReport((line) => terminal.print(line), files.length)
  const bar = progressBar((text) => terminal.draw?.(text), files.length)
  let code: 0 | 1 | 2 = 0
  for (const [i, file] of files.entries()) {
    const bytes = readReceipt(file, terminal)
    if (bytes === null) code = 2
    else {
      const verified = verifyReceipt(bytes, policy, crypto)
      const asked = at === undefined ? verified : verifyAt(verified, at, policy)
      if (!asked.ok && code === 0) code = 1
      report.add(file, asked)
    }
    bar.advance(i + 1)
  }
  bar.end()
  report.end()
  return code
}

/** Of a file larger than any receipt one byte too many, which is refused as such. Null once it is complained of. */
function readReceipt(file: string, terminal: Terminal): Uint8Array | null {
  const path = resolve(terminal.folder, file)
  try {
    if (statSync(path).size > RECEIPT_BYTES_MAX) return new Uint8Array(RECEIPT_BYTES_MAX + 1)
    return readFileSync(path)
  } catch (error) {
    terminal.complain(`The file ${file} cannot be read: ${reasonOf(error)}.`)
    return null
  }
}
