import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { demandWitnesses } from './demand-witnesses.ts'
import { FormatError } from './format-error.ts'
import { parseInstant } from './instant.ts'
import { nodeCrypto } from './node-crypto.ts'
import { parseTrustPolicy, type TrustPolicy } from './trust-policy.ts'
import { decodeUtf8 } from './utf8.ts'

export const USAGE = `Usage: assent-verify PATH... [--policy FILE] [--witness FILE] [--at INSTANT] [--status] [--json]
Verifies receipts offline. A PATH is a receipt, one file or a zip, or a folder that is searched to its depth
for *.receipt.json and *.receipt.zip.
--policy FILE   whose ledger you trust, and how many witnesses you ask for;
                without it ./trust.policy, then .data/trust.policy
--witness FILE  a second policy, whose quorum of witnesses must be met too
--at INSTANT    also asks whether it was signed and recorded by then, such as 2026-03-02T09:15:04Z
--status        also asks each issuer over the network whether the receipt is still so
--json          one JSON object a line, one line a receipt
Exit code 0: all verify. 1: one fails, is not there yet or, with --status, is no longer so.
2: the command cannot run, or not for all.`

/** Why the command cannot run, in a line for the person who called it. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Throws UsageError. */
export function readArguments(args: readonly string[]) {
  const { values, positionals: paths } = parseOptions(args)
  const { policy: policyFile, witness: witnessFile, at } = values
  const { status = false, json = false, help = false } = values
  if (paths.length === 0 && !help) throw new UsageError(`Name a receipt file.\n${USAGE}`)
  if (at !== undefined) requireInstant(at)
  return { paths, policyFile, witnessFile, at, status, json, help }
}

/** The policy of the file, or of the first place that has one. Throws UsageError. */
export function readPolicy(file: string | undefined, folder: string): TrustPolicy {
  const path = file ?? POLICY_PLACES.find((place) => existsSync(resolve(folder, place)))
  if (path === undefined) {
    throw new UsageError(
      `No trust policy: neither ${POLICY_PLACES.join(' nor ')} is here. Name one with --policy FILE.`,
    )
  }
  const policy = parsePolicy(path, readPolicyFile(path, folder))
  if (policy.logs.length === 0)
    throw new UsageError(`The trust policy ${path} names no log to trust.`)
  return policy
}

/** What the policy asks for, and beside it what the witnesses' one does (demand-witnesses.ts). Throws UsageError. */
export function demandedBy(file: string, trust: TrustPolicy, folder: string): TrustPolicy {
  const demand = parsePolicy(file, readPolicyFile(file, folder))
  try {
    return demandWitnesses(trust, demand)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new UsageError(`The witness policy ${file} is of no use: ${error.message}.`)
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

const POLICY_PLACES = ['trust.policy', join('.data', 'trust.policy')]

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        policy: { type: 'string' },
        witness: { type: 'string' },
        at: { type: 'string' },
        status: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(`${reasonOf(error)}\n${USAGE}`)
  }
}

function requireInstant(at: string): void {
  try {
    parseInstant(at)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new UsageError(`--at ${at} is no instant in UTC such as 2026-03-02T09:15:04Z.`)
  }
}

function readPolicyFile(path: string, folder: string): Uint8Array {
  try {
    return readFileSync(resolve(folder, path))
  } catch (error) {
    if (!existsSync(resolve(folder, path))) throw new UsageError(`There is no file ${path}.`)
    throw new UsageError(`The file ${path} cannot be read: ${reasonOf(error)}.`)
  }
}

function parsePolicy(path: string, bytes: Uint8Array): TrustPolicy {
  try {
    return parseTrustPolicy(decodeUtf8(bytes), nodeCrypto)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new UsageError(`The trust policy ${path} is not right: ${error.message}.`)
  }
}
