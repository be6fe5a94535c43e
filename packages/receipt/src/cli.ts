import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Fact } from './fact.ts'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import { rememberVerified } from './remember-verified.ts'
import { parseTrustPolicy, type TrustPolicy } from './trust-policy.ts'
import { decodeUtf8 } from './utf8.ts'
import { verifyReceipt, type Verification } from './verify-receipt.ts'

/** Where the command runs and where it speaks. */
export type Terminal = {
  readonly folder: string
  print(line: string): void
  complain(line: string): void
}

/**
 * `assent-verify FILE... [--policy FILE] [--json]`. The exit code: 0 when every receipt verifies, 1 when
 * one fails or is not there yet, 2 when the command itself cannot run. Reads files; no network, no database.
 */
export function assentVerify(args: readonly string[], terminal: Terminal): 0 | 1 | 2 {
  try {
    const { files, policyFile, json, help } = readArguments(args)
    if (help) {
      terminal.print(USAGE)
      return 0
    }
    const policy = readPolicy(policyFile, terminal.folder)
    const crypto = rememberVerified(nodeCrypto)
    const results = files
      .map((file) => ({ file, bytes: readFile(file, terminal.folder) }))
      .map(({ file, bytes }) => ({ file, ...verifyReceipt(bytes, policy, crypto) }))
    terminal.print(json ? asJson(results) : asText(results))
    return results.every(({ ok }) => ok) ? 0 : 1
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.complain(error.message)
    return 2
  }
}

class UsageError extends Error {
  override name = 'UsageError'
}

type Result = Verification & { readonly file: string }

const USAGE = `Usage: assent-verify FILE... [--policy FILE] [--json]
Verifies receipts offline. Without --policy it looks for ./trust.policy, then .data/trust.policy.
Exit code 0: all verify. 1: one fails or is not there yet. 2: the command cannot run.`

const POLICY_PLACES = ['trust.policy', join('.data', 'trust.policy')]

const MARKS: Record<Fact['state'], string> = { established: '✓', failed: '✗', not_yet: '…' }

function readArguments(args: readonly string[]) {
  const { values, positionals: files } = parseOptions(args)
  const { policy: policyFile, json = false, help = false } = values
  if (files.length === 0 && !help) throw new UsageError(`Name a receipt file.\n${USAGE}`)
  return { files, policyFile, json, help }
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        policy: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(`${reasonOf(error)}\n${USAGE}`)
  }
}

function readPolicy(file: string | undefined, folder: string): TrustPolicy {
  const path = file ?? POLICY_PLACES.find((place) => existsSync(resolve(folder, place)))
  if (path === undefined) {
    throw new UsageError(
      `No trust policy: neither ${POLICY_PLACES.join(' nor ')} is here. Name one with --policy FILE.`,
    )
  }
  const policy = parsePolicy(path, readFile(path, folder))
  if (policy.logs.length === 0)
    throw new UsageError(`The trust policy ${path} names no log to trust.`)
  return policy
}

function parsePolicy(path: string, bytes: Uint8Array): TrustPolicy {
  try {
    return parseTrustPolicy(decodeUtf8(bytes), nodeCrypto)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new UsageError(`The trust policy ${path} is not right: ${error.message}.`)
  }
}

function readFile(path: string, folder: string): Uint8Array {
  try {
    return readFileSync(resolve(folder, path))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new UsageError(`There is no file ${path}.`)
    throw new UsageError(`The file ${path} cannot be read: ${reasonOf(error)}.`)
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function asText(results: readonly Result[]): string {
  const lines = results.flatMap(({ file, facts }) => [
    file,
    ...facts.map(({ state, sentence }) => `  ${MARKS[state]} ${sentence}`),
  ])
  if (results.length > 1) {
    const verified = results.filter(({ ok }) => ok).length
    lines.push(`${String(verified)} of ${String(results.length)} receipts verify.`)
  }
  return lines.join('\n')
}

function asJson(results: readonly Result[]): string {
  const documents = results.map(({ file, ok, facts, statement }) => ({
    file,
    ok,
    facts,
    ...(statement === undefined ? {} : { statement: statement.credential }),
  }))
  return JSON.stringify(documents, null, 2)
}
