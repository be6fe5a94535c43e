import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import {
  platformSettings,
  platformsOf,
  zoomApiOf,
  type PlatformSettings,
  type ZoomApi,
} from './platform-settings.ts'

/** What this program runs with. Written down in `.env.example`, parsed once. */
export type Env = {
  readonly port: number
  /** Without a slash at its end. The ledger's origin is made from it at the first start. */
  readonly publicUrl: string
  /** Absolute. */
  readonly dataDir: string
  /** Where the ledger is published as files. Absolute. */
  readonly ledgerDir: string
  readonly operatorName: string
  /** Whether terms need a second person's approval before they are published. */
  readonly fourEyes: boolean
  /** Who is asked to cosign the ledger's checkpoints; a key is a C2SP verifier key. */
  readonly witnesses: readonly WitnessSetting[]
  /** How many requests a minute each API key has, of each process. */
  readonly requestsPerMinute: number
  readonly authSecret: string
  /** The runtime role: may not change what is immutable. */
  readonly databaseUrl: string
  /** The role that owns the tables and migrates them. */
  readonly databaseOwnerUrl: string | null
  readonly decisionPoint: DecisionPointSettings
  readonly platforms: PlatformSettings
  /** Null: settings at Zoom are not compared. */
  readonly zoomApi: ZoomApi | null
  /** True exactly when the database is the embedded one, which only the supervisor starts. */
  readonly demonstration: boolean
}

export type DecisionPointSettings = {
  readonly port: number
  /** Where software reaches it, without a slash at its end. */
  readonly url: string
  /** How long a feature is answered from the last state while the database is away, in milliseconds. */
  readonly featureMs: number
  /** Of each API key, in a minute. */
  readonly requestsPerMinute: number
  /** Which share of the answers is kept, from 0 to 1. */
  readonly auditShare: number
  /** For how many days. */
  readonly auditDays: number
}

export type WitnessSetting = {
  readonly vkey: string
  /** Where it takes submissions, without a slash at its end. */
  readonly url: string
}

/** The settings alone, before a database is known: what the supervisor starts from. */
export type Settings = z.infer<typeof settingsSchema> & {
  readonly dataDir: string
  readonly publicUrl: string
  readonly decisionPoint: DecisionPointSettings
}

/** A setting that is missing or wrong. The message is one line and names it; secrets are never in it. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
}

/** Next.js bundles this module once more: one process reads its settings once all the same. */
const parsed = globalThis as { assentEnv?: Env }

/** @throws SettingError */
export function env(): Env {
  return (parsed.assentEnv ??= readEnv())
}

/** @throws SettingError */
export function readSettings(): Settings {
  const file = resolve('.env')
  if (existsSync(file)) process.loadEnvFile(file)
  const given = Object.entries(process.env).filter(([, value]) => value?.trim() !== '')
  const result = settingsSchema.safeParse(Object.fromEntries(given))
  if (!result.success) throw new SettingError(sayWrong(result.error))
  const publicUrl = result.data.PUBLIC_URL ?? `http://localhost:${String(result.data.PORT)}`
  const decisionPoint = decisionPointOf(result.data)
  return { ...result.data, publicUrl, decisionPoint, dataDir: resolve(result.data.DATA_DIR) }
}

/** Two that run beside each other on ports of their own have decision points on ports of their own too. */
function decisionPointOf(settings: z.infer<typeof settingsSchema>): DecisionPointSettings {
  const { PORT, DECISION_PORT, DECISION_POINT_URL } = settings
  const beside = PORT + (PORT > 60_000 ? -1322 : 1322)
  const port = DECISION_PORT ?? beside
  const url = DECISION_POINT_URL ?? `http://localhost:${String(port)}`
  return {
    port,
    url,
    featureMs: settings.DECISION_FEATURE_SECONDS * 1000,
    requestsPerMinute: settings.DECISION_REQUESTS_PER_MINUTE,
    auditShare: settings.DECISION_AUDIT,
    auditDays: settings.DECISION_AUDIT_DAYS,
  }
}

/** What the supervisor leaves for the other programs while the embedded database runs. Mode 0600. */
export type RunFile = z.infer<typeof runFileSchema>

export function runFilePath(dataDir: string): string {
  return join(dataDir, 'run.json')
}

/** Null when there is none, or when it is what a killed start left behind. */
export function readRunFile(dataDir: string): RunFile | null {
  const path = runFilePath(dataDir)
  if (!existsSync(path)) return null
  const result = runFileSchema.safeParse(parseJson(readFileSync(path, 'utf8')))
  return result.success && isAlive(result.data.pid) ? result.data : null
}

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'expected a URL that begins with postgres://')
  .refine((url) => URL.canParse(url), 'expected a URL (write special characters as %40 and so on)')

const WITNESS = /^(\S+\+[0-9a-f]{8}\+\S+) +(https?:\/\/\S+?)\/?$/

const witnessList = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((each) => each.trim() || []))
  .refine(
    (list) => list.every((each) => WITNESS.test(each) && URL.canParse(each.split(/ +/)[1] ?? '')),
    'expected pairs of a verifier key and a URL, with commas between them',
  )
  .transform((list) =>
    list.map((each): WitnessSetting => {
      const [, vkey = '', url = ''] = WITNESS.exec(each) ?? []
      return { vkey, url }
    }),
  )

const port = z.coerce
  .number('expected a number')
  .int('expected a whole number')
  .min(1, 'expected 1 to 65535')
  .max(65535, 'expected 1 to 65535')

const settingsSchema = z.object({
  PORT: port.default(3000),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'expected https://host or http://host:port, with no path behind it')
    .transform((url) => new URL(url).origin)
    .optional(),
  DECISION_PORT: port.optional(),
  DECISION_POINT_URL: z
    .string()
    .refine(isOrigin, 'expected https://host or http://host:port, with no path behind it')
    .transform((url) => new URL(url).origin)
    .optional(),
  DECISION_FEATURE_SECONDS: z.coerce
    .number('expected a number')
    .min(0, 'expected 0 to 300')
    .max(300, 'expected 0 to 300')
    .default(30),
  DECISION_REQUESTS_PER_MINUTE: z.coerce
    .number('expected a number')
    .int('expected a whole number')
    .min(1, 'expected 1 or more')
    .default(600_000),
  DECISION_AUDIT: z.coerce
    .number('expected a number from 0 to 1')
    .min(0, 'expected 0 to 1')
    .max(1, 'expected 0 to 1')
    .default(0.01),
  DECISION_AUDIT_DAYS: z.coerce
    .number('expected a number')
    .int('expected a whole number')
    .min(1, 'expected 1 to 3650')
    .max(3650, 'expected 1 to 3650')
    .default(30),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATA_DIR: z.string().default('.data'),
  LEDGER_DIR: z.string().optional(),
  OPERATOR_NAME: z.string().max(200, 'expected at most 200 characters').optional(),
  FOUR_EYES: z.enum(['true', 'false'], { error: 'expected true or false' }).default('false'),
  WITNESSES: witnessList,
  API_REQUESTS_PER_MINUTE: z.coerce
    .number('expected a number')
    .int('expected a whole number')
    .min(1, 'expected at least 1')
    .default(6000),
  ...platformSettings,
  NEXTAUTH_SECRET: z.string().min(32, 'expected at least 32 characters').optional(),
  /** Read by log.ts, which is loaded before anything is parsed. */
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'expected fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
})

const runFileSchema = z.object({
  pid: z.number().int().positive(),
  publicUrl: z.string(),
  databaseUrl: postgresUrl.refine(isLoopback),
  databaseOwnerUrl: postgresUrl.refine(isLoopback),
})

function readEnv(): Env {
  const settings = readSettings()
  const { running, ...database } = findDatabase(settings)
  return {
    port: settings.PORT,
    // A command in another shell knows no PORT: it speaks of the portal that runs.
    publicUrl: settings.PUBLIC_URL ?? running ?? settings.publicUrl,
    dataDir: settings.dataDir,
    ledgerDir: resolve(settings.LEDGER_DIR ?? join(settings.dataDir, 'ledger')),
    operatorName: settings.OPERATOR_NAME ?? defaultOperator(settings, database.demonstration),
    fourEyes: settings.FOUR_EYES === 'true',
    witnesses: settings.WITNESSES,
    requestsPerMinute: settings.API_REQUESTS_PER_MINUTE,
    decisionPoint: settings.decisionPoint,
    platforms: platformsOf(settings, (text) => new SettingError(text)),
    zoomApi: zoomApiOf(settings, (text) => new SettingError(text)),
    authSecret: settings.NEXTAUTH_SECRET ?? keptSecret(settings.dataDir),
    ...database,
  }
}

/**
 * A database of the user's own always wins. Without one only the run file can name a database: no variable
 * can claim that somebody's real database is the embedded one and so open the demonstration's sign-in.
 */
function findDatabase(settings: Settings) {
  if (settings.DATABASE_URL !== undefined) {
    const databaseOwnerUrl = settings.DATABASE_OWNER_URL ?? null
    const databaseUrl = settings.DATABASE_URL
    return { databaseUrl, databaseOwnerUrl, demonstration: false, running: null }
  }
  const run = readRunFile(settings.dataDir)
  if (run === null) {
    throw new SettingError(
      'There is no database: start the demonstration with `npm start` (and leave it running), or set DATABASE_URL.',
    )
  }
  const { databaseUrl, databaseOwnerUrl, publicUrl: running } = run
  return { databaseUrl, databaseOwnerUrl, demonstration: true, running }
}

function defaultOperator(settings: Settings, demonstration: boolean): string {
  return demonstration ? 'Northwind Meet' : new URL(settings.publicUrl).host
}

/** Sessions outlive a restart, so a minted secret is kept. `wx`: of two programs that mint at once, one wins. */
function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'nextauth-secret')
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!existsSync(path)) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new SettingError(`NEXTAUTH_SECRET is not set and cannot be kept in DATA_DIR: ${reason}`)
    }
  }
  return readFileSync(path, 'utf8').trim()
}

/** The first fault only: one line that a person can act on. */
function sayWrong(error: z.ZodError): string {
  const issue = error.issues[0]
  const name = String(issue?.path[0])
  const value = process.env[name] ?? ''
  const shown =
    /URL$|SECRET|TOKEN|KEY$/.test(name) && name !== 'PUBLIC_URL' ? '' : `, got "${value}"`
  return `${name} is wrong: ${issue?.message ?? 'not understood'}${shown}.`
}

function isOrigin(url: string): boolean {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return false
  const { pathname, search, hash, username } = new URL(url)
  return pathname === '/' && search === '' && hash === '' && username === ''
}

function isLoopback(url: string): boolean {
  return new URL(url).hostname === '127.0.0.1'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
