import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { askStanding, type Ask } from './ask-standing.ts'
import {
  demandedBy,
  readArguments,
  readPolicy,
  reasonOf,
  USAGE,
  UsageError,
} from './command-line.ts'
import { nodeCrypto } from './node-crypto.ts'
import { progressBar } from './progress-bar.ts'
import { RECEIPT_BYTES_MAX } from './receipt-file.ts'
import { receiptPaths } from './command-paths.ts'
import { rememberVerified } from './remember-verified.ts'
import { jsonReport, textReport } from './report.ts'
import { withStanding } from './standing-facts.ts'
import { verifyAt } from './verify-at.ts'
import { verifyReceipt, type Verification } from './verify-receipt.ts'

/** Where the command runs and where it speaks. */
export type Terminal = {
  readonly folder: string
  now(): Date
  print(line: string): void
  complain(line: string): void
  /** The network, which `--status` alone uses. */
  readonly ask: Ask
  /** Puts text where the cursor is; left out where nobody watches. */
  draw?(text: string): void
}

/**
 * `assent-verify PATH... [--policy FILE] [--witness FILE] [--at INSTANT] [--status] [--json]`. The exit code:
 * 0 when every receipt verifies, 1 when one fails, is not there yet or, with `--status`, is not said to be
 * still so, 2 when the command itself cannot run, could not read a file or reach a portal. Holds one receipt
 * at a time, and verifies a signature that many share once. No database, and no network but for `--status`.
 */
export async function assentVerify(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const options = readArguments(args)
    if (!options.help) return await verifyAll(options, terminal)
    terminal.print(USAGE)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.complain(error.message)
    return 2
  }
}

type ExitCode = 0 | 1 | 2
type Options = ReturnType<typeof readArguments>

async function verifyAll(options: Options, terminal: Terminal): Promise<ExitCode> {
  const { paths, json, status } = options
  const verifyOne = verifierOf(options, terminal)
  const files = receiptPaths(paths, terminal.folder)
  const report = json
    ? jsonReport((line) => terminal.print(line))
    : textReport((line) => terminal.print(line), files.length)
  const bar = progressBar((text) => terminal.draw?.(text), files.length)
  let code: ExitCode = 0
  for (const [i, file] of files.entries()) {
    const bytes = readReceipt(file, terminal)
    const verified = bytes === null ? null : verifyOne(bytes)
    const asked = verified === null ? null : await standingOf(verified, status, terminal)
    if (asked !== null) report.add(file, asked)
    code = worse(code, asked === null ? 2 : codeOf(asked))
    bar.advance(i + 1)
  }
  bar.end()
  report.end()
  return code
}

function verifierOf(
  { policyFile, witnessFile, at }: Options,
  terminal: Terminal,
): (bytes: Uint8Array) => Verification {
  const { folder } = terminal
  const trust = readPolicy(policyFile, folder)
  const policy = witnessFile === undefined ? trust : demandedBy(witnessFile, trust, folder)
  const crypto = rememberVerified(nodeCrypto)
  const now = terminal.now()
  return (bytes) => {
    const verified = verifyReceipt(bytes, policy, crypto, now)
    return at === undefined ? verified : verifyAt(verified, at, policy)
  }
}

async function standingOf(
  verified: Verification,
  status: boolean,
  { ask }: Terminal,
): Promise<Verification> {
  const { ok, statement } = verified
  if (!ok || statement === undefined) return verified
  return withStanding(verified, status ? await askStanding(statement, ask) : { kind: 'not_asked' })
}

function codeOf({ ok, open, standing = [] }: Verification): ExitCode {
  if (open.some(({ code }) => code === 'status_unreachable')) return 2
  const isSo =
    standing.every(({ code }) => code === 'still_so') &&
    !open.some(({ code }) => code === 'status_unknown')
  return ok && isSo ? 0 : 1
}

function worse(one: ExitCode, other: ExitCode): ExitCode {
  return one > other ? one : other
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
