import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FormatError, parseVerifierKey } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { systemClock } from './clock.ts'
import type { Context } from './commands/context.ts'
import { openLedgerKeys } from './commands/open-ledger-keys.ts'
import { trustPolicyText } from '#lib/ledger/verifier-keys.ts'
import { ledgerKeysOf, type LedgerKeys } from '#lib/signing/ledger-keys.ts'
import { statementSigner, type KeySettings } from '#lib/signing/statement-signer.ts'
import type { Witness } from './delivery/submit-checkpoint.ts'
import { env, SettingError, type Env } from './env.ts'
import { log } from './log.ts'
import { checkDatabase, isReachable } from './store/check-database.ts'
import { closeDatabase, openDatabase, refuseOwner, type Database } from './store/database.ts'
import { loadSigningRecord } from './store/signing-keys.ts'

/** What the programs hand to commands and queries, with the keys of the ledger. */
export type AppContext = Context & {
  readonly keys: LedgerKeys
  /** Where the ledger is published as files. Absolute. */
  readonly ledgerDir: string
  readonly witnesses: readonly Witness[]
  /** How many requests a minute each API key has, of this process. */
  readonly requestsPerMinute: number
  /** Where the decision point is asked. */
  readonly decisionPointUrl: string
  /** Sentences for whoever runs the program; it works all the same. */
  readonly warnings: readonly string[]
}

/** The context as it is now, and how long ago its keys were read. */
type OpenedContext = { context: AppContext; keysReadAt: Date; reading: Promise<void> | null }

/** Next.js bundles this module once for pages and once for routes: one process opens one pool all the same. */
const opened = globalThis as { assentContext?: Promise<OpenedContext> | undefined }

/**
 * The context of this process, opened at the first call. A failure is not kept: the next call tries again.
 * Whoever asks again gets the keys as they are in the database now, or were seconds ago: a key that was
 * rotated is taken up without a restart. So ask for each act, and do not keep it.
 * @throws with one line that says what is wrong and what to do
 */
export async function appContext(): Promise<AppContext> {
  opened.assentContext ??= openContext(env()).catch((error: unknown) => {
    opened.assentContext = undefined
    throw error
  })
  const held = await opened.assentContext
  await takeUpKeys(held, env())
  return held.context
}

export async function closeContext(): Promise<void> {
  const held = await opened.assentContext?.catch(() => undefined)
  opened.assentContext = undefined
  if (held !== undefined) await closeDatabase(held.context.database)
}

export type KeysContext = KeySettings & {
  readonly database: Database
  readonly now: () => Date
}

/** What the commands about keys need, who may be there to mend what keeps a context from opening: a key that is lost. */
export async function withKeys<T>(work: (context: KeysContext) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir, publicUrl } = env()
  const database = openDatabase(databaseUrl)
  try {
    await checkDatabase(database)
    await refuseOwner(database)
    return await work({ database, now: systemClock, ...keySettings({ dataDir, publicUrl }) })
  } finally {
    await closeDatabase(database)
  }
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

/** What a program needs that only reads: no keys, and a replica of the database will do. */
export type ReadingContext = Pick<Context, 'database' | 'now' | 'digestOf'>

/**
 * Opens the database for a program that only reads. A connection that hangs is given up, and so is a
 * statement that takes too long: both are as good as lost.
 * @throws with one line that says what is wrong and what to do
 */
export async function openToRead({ databaseUrl }: Pick<Env, 'databaseUrl'>) {
  const patience = { connectionTimeoutMillis: 5_000, query_timeout: 30_000, keepAlive: true }
  const database = openDatabase(databaseUrl, 6, patience)
  const context: ReadingContext = { database, now: systemClock, digestOf }
  try {
    await checkDatabase(database)
    await refuseOwner(database)
  } catch (error) {
    await closeDatabase(database)
    throw error
  }
  return { context, close: () => closeDatabase(database) }
}

/** Whether the database answers within two seconds. */
export async function isReady(): Promise<boolean> {
  const context = await appContext().catch(() => null)
  return context !== null && isReachable(context.database, 2_000)
}

async function openContext(settings: Env): Promise<OpenedContext> {
  const database = openDatabase(settings.databaseUrl)
  try {
    const keysReadAt = systemClock()
    return { context: await contextOver(database, settings), keysReadAt, reading: null }
  } catch (error) {
    await closeDatabase(database)
    throw error
  }
}

async function contextOver(database: Database, settings: Env): Promise<AppContext> {
  await checkDatabase(database)
  await refuseOwner(database)
  const { dataDir, publicUrl } = settings
  const keys = await openLedgerKeys(database, keySettings(settings), systemClock())
  keepTrustPolicy(dataDir, keys)
  return {
    database,
    now: systemClock,
    newId: () => randomUUIDv7(),
    signer: statementSigner(keys.receipt, randomBytes, keys.receiptUntil),
    digestOf,
    publicUrl,
    fourEyes: settings.fourEyes,
    keys,
    ledgerDir: settings.ledgerDir,
    requestsPerMinute: settings.requestsPerMinute,
    decisionPointUrl: settings.decisionPoint.url,
    witnesses: settings.witnesses.map(witnessOf),
    warnings: warningsOf(settings, keys),
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function keySettings({ dataDir, publicUrl }: Pick<Env, 'dataDir' | 'publicUrl'>): KeySettings {
  return { folder: join(dataDir, 'keys'), publicUrl, newId: () => randomUUIDv7(), randomBytes }
}

/** A small part of the minute in which a program must have heard of a new key (TAKING_UP_MS). */
const KEYS_READ_MS = 5_000

/** All who ask meanwhile wait for the one reading. A machine that was asleep reads before it signs anything. */
async function takeUpKeys(held: OpenedContext, settings: Env): Promise<void> {
  if (Math.abs(systemClock().getTime() - held.keysReadAt.getTime()) < KEYS_READ_MS) return
  held.reading ??= readKeys(held, settings).finally(() => (held.reading = null))
  await held.reading
}

async function readKeys(held: OpenedContext, settings: Env): Promise<void> {
  const { context } = held
  const readAt = systemClock()
  const record = await loadSigningRecord(context.database)
  if (record === null) throw new Error('table setting has lost the name of the ledger')
  const keys = ledgerKeysOf(record, keySettings(settings).folder, readAt)
  for (const sentence of keys.missing)
    if (!context.keys.missing.includes(sentence))
      log.error({ missing: sentence }, 'a key is not here')
  if (keys.receipt.id !== context.keys.receipt.id)
    log.info({ key: keys.receipt.id }, 'statements are signed by a new key')
  keepTrustPolicy(settings.dataDir, keys)
  const signer = statementSigner(keys.receipt, randomBytes, keys.receiptUntil)
  held.context = isSame(keys, context.keys) ? context : { ...context, keys, signer }
  held.keysReadAt = readAt
}

function isSame(keys: LedgerKeys, before: LedgerKeys): boolean {
  const said = ({ ledger, receipt, receiptUntil, certificate, trusted, missing }: LedgerKeys) =>
    JSON.stringify([ledger.id, receipt.id, receiptUntil, certificate, trusted, missing])
  return said(keys) === said(before)
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

/** The policy that `assent-verify` looks for here: this ledger's keys, and nothing else. */
function keepTrustPolicy(dataDir: string, keys: LedgerKeys): void {
  const path = join(dataDir, 'trust.policy')
  const policy = trustPolicyText(keys.trusted)
  if (existsSync(path) && readFileSync(path, 'utf8') === policy) return
  // Renamed into place whole: several programs start at once, and a verifier may be reading.
  writeFileSync(`${path}.${process.pid}`, policy)
  renameSync(`${path}.${process.pid}`, path)
}

/**
 * A ledger that changed its name would be another ledger to everyone who trusts its key: the origin
 * stays, and a portal that moved is told so. Without PUBLIC_URL a portal is at localhost and moved nowhere.
 */
function warningsOf({ publicUrl }: Env, { origin, missing }: LedgerKeys): string[] {
  const { host, hostname } = new URL(publicUrl)
  if (hostname === 'localhost' || origin === `${host}/ledger`) return [...missing]
  return [
    ...missing,
    `PUBLIC_URL is ${publicUrl}; the ledger keeps the name it was started with, "${origin}". ` +
      'Receipts go on naming it so.',
  ]
}
