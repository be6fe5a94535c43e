import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FormatError, formatVerifierKey, parseVerifierKey } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { systemClock } from './clock.ts'
import type { Context } from './commands/context.ts'
import { openLedgerKeys } from './commands/open-ledger-keys.ts'
import type { LedgerKeys } from '#lib/signing/ledger-keys.ts'
import type { Witness } from './delivery/submit-checkpoint.ts'
import { env, SettingError, type Env } from './env.ts'
import { checkDatabase, isReachable } from './store/check-database.ts'
import { closeDatabase, openDatabase, refuseOwner, type Database } from './store/database.ts'

/** What the programs hand to commands and queries, with the keys of the ledger. */
export type AppContext = Context & {
  readonly keys: LedgerKeys
  /** Where the ledger is published as files. Absolute. */
  readonly ledgerDir: string
  readonly witnesses: readonly Witness[]
  /** Sentences for whoever runs the program; it works all the same. */
  readonly warnings: readonly string[]
}

/** Next.js bundles this module once for pages and once for routes: one process opens one pool all the same. */
const opened = globalThis as { assentContext?: Promise<AppContext> | undefined }

/**
 * The context of this process, opened at the first call. A failure is not kept: the next call tries again.
 * @throws with one line that says what is wrong and what to do
 */
export function appContext(): Promise<AppContext> {
  opened.assentContext ??= openContext(env()).catch((error: unknown) => {
    opened.assentContext = undefined
    throw error
  })
  return opened.assentContext
}

export async function closeContext(): Promise<void> {
  const context = await opened.assentContext?.catch(() => undefined)
  opened.assentContext = undefined
  if (context !== undefined) await closeDatabase(context.database)
}

/**
 * Lets `work` use the database as the role that owns its tables: for what no running program may do.
 * @throws SettingError where that role is not known here
 */
export async function withOwner<T>(work: (owner: Database) => Promise<T>): Promise<T> {
  const { databaseOwnerUrl } = env()
  if (databaseOwnerUrl === null)
    throw new SettingError('This needs DATABASE_OWNER_URL: only the owner of the tables may do it.')
  const owner = openDatabase(databaseOwnerUrl, 1)
  try {
    return await work(owner)
  } finally {
    await closeDatabase(owner)
  }
}

/** Whether the database answers within two seconds. */
export async function isReady(): Promise<boolean> {
  const context = await appContext().catch(() => null)
  return context !== null && isReachable(context.database, 2_000)
}

async function openContext(settings: Env): Promise<AppContext> {
  const database = openDatabase(settings.databaseUrl)
  try {
    return await contextOver(database, settings)
  } catch (error) {
    await closeDatabase(database)
    throw error
  }
}

async function contextOver(database: Database, settings: Env): Promise<AppContext> {
  await checkDatabase(database)
  await refuseOwner(database)
  const { dataDir, publicUrl } = settings
  const folder = join(dataDir, 'keys')
  const keys = await openLedgerKeys(database, { folder, publicUrl }, systemClock())
  keepTrustPolicy(dataDir, keys)
  return {
    database,
    now: systemClock,
    newId: () => randomUUIDv7(),
    signer: { kid: keys.receipt.id, sign: keys.receipt.sign, randomBytes, crypto: nodeCrypto },
    digestOf: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    publicUrl,
    fourEyes: settings.fourEyes,
    keys,
    ledgerDir: settings.ledgerDir,
    witnesses: settings.witnesses.map(witnessOf),
    warnings: warningsOf(settings, keys),
  }
}

/** @throws SettingError where the key is none, or is not a witness's */
function witnessOf({ vkey, url }: Env['witnesses'][number]): Witness {
  try {
    const key = parseVerifierKey(vkey, nodeCrypto)
    if (key.algorithm !== 'cosignature') throw new FormatError('it is the key of a log')
    return { key, url }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new SettingError(`WITNESSES is wrong: ${vkey} is no witness's key: ${error.message}.`)
  }
}

/** The policy that `assent-verify` looks for here: this ledger's key, and nothing else. */
function keepTrustPolicy(dataDir: string, keys: LedgerKeys): void {
  const path = join(dataDir, 'trust.policy')
  const policy = `log ${formatVerifierKey(keys.verifierKey)}\n`
  if (existsSync(path) && readFileSync(path, 'utf8') === policy) return
  // Renamed into place whole: several programs start at once, and a verifier may be reading.
  writeFileSync(`${path}.${process.pid}`, policy)
  renameSync(`${path}.${process.pid}`, path)
}

/**
 * A ledger that changed its name would be another ledger to everyone who trusts its key: the origin
 * stays, and a portal that moved is told so. Without PUBLIC_URL a portal is at localhost and moved nowhere.
 */
function warningsOf({ publicUrl }: Env, { origin }: LedgerKeys): string[] {
  const { host, hostname } = new URL(publicUrl)
  if (hostname === 'localhost' || origin === `${host}/ledger`) return []
  return [
    `PUBLIC_URL is ${publicUrl}; the ledger keeps the name it was started with, "${origin}". ` +
      'Receipts go on naming it so.',
  ]
}
