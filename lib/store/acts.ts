import pg from 'pg'
import type { Act, TableName } from '#lib/domain/ledger/act.ts'
import { MemberErased } from '#lib/domain/account/erasure.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { actTables, appendStatement, appendValues } from './act-tables.ts'
import type { Database } from './database.ts'

/** A unique key that is taken means that somebody else acted first: a compare-and-set lost. */
export type Appended = Result<void, 'conflict'> & {
  /** The key's name, with `conflict`. */
  readonly constraint?: string
}

/**
 * Appends acts in the order given, all or none, and answers when they are durable. If the process
 * stops in between, nothing was acknowledged; if the connection breaks in between, whether they were
 * written is not known, and this throws.
 *
 * What is appended while another append is on its way goes in together with what else waits, by one
 * statement and one commit: the busier the portal, the cheaper an act. One that is refused does not
 * harm its neighbours: PostgreSQL has then written none of them, and each goes again by itself.
 * @throws MemberErased for the act of a member who was erased meanwhile
 */
export function appendActs(database: Database, acts: readonly Act[]): Promise<Appended> {
  return new Promise((resolve, reject) => {
    const queue = queueOf(database)
    queue.waiting.push({ acts, resolve, reject })
    if (queue.flights < FLIGHTS_MAX) void fly(database, queue)
  })
}

/** One call, and how it is answered. */
type Waiting = {
  readonly acts: readonly Act[]
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: unknown) => void
}

type Queue = { waiting: Waiting[]; flights: number }

const queues = new WeakMap<pg.Pool, Queue>()

/** Two, so that one is made ready and sent while the disk confirms the other. */
const FLIGHTS_MAX = 2
const TOGETHER_MAX = 64

function queueOf({ pool }: Database): Queue {
  const queue = queues.get(pool) ?? { waiting: [], flights: 0 }
  queues.set(pool, queue)
  return queue
}

async function fly(database: Database, queue: Queue): Promise<void> {
  queue.flights += 1
  while (queue.waiting.length > 0)
    await appendTogether(database, queue.waiting.splice(0, TOGETHER_MAX))
  queue.flights -= 1
}

/** Answers every one of these calls, and never throws. */
async function appendTogether(database: Database, together: readonly Waiting[]): Promise<void> {
  try {
    await insert(
      database,
      together.flatMap(({ acts }) => acts),
    )
    for (const { resolve } of together) resolve(ok(undefined))
  } catch (error) {
    if (together.length > 1 && (isRefusal(error) || isDeadlock(error)))
      for (const one of together) await appendTogether(database, [one])
    else for (const one of together) answerError(one, error)
  }
}

/** Class 23 of PostgreSQL's codes: the statement was turned away, so nothing of it is stored. */
function isRefusal(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.code?.startsWith('23') === true
}

/** Two statements waited for each other, and PostgreSQL rolled this one back: an erasure waits for the acts of its member. */
function isDeadlock(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '40P01'
}

/** What may have been written, because the connection broke and not the statement, is never sent again. */
function answerError({ resolve, reject }: Waiting, error: unknown): void {
  if (isRefusal(error) && error.code === UNIQUE_VIOLATION)
    resolve({ ...fail('conflict'), constraint: error.constraint ?? '' })
  else reject(isOfErased(error) ? new MemberErased() : error)
}

/** A member's receipts and signatures stand only as long as the member does. */
function isOfErased(error: unknown): boolean {
  return isRefusal(error) && ERASABLE_KEYS.has(error.constraint ?? '')
}

const ERASABLE_KEYS = new Set(['receipt_subject_id_fkey', 'acceptance_signature_signer_id_fkey'])

const UNIQUE_VIOLATION = '23505'

/** Foreign keys are checked when the statement ends, so the order among the tables does not matter. */
async function insert(database: Database, acts: readonly Act[]): Promise<void> {
  const rows = tableOrder
    .map((table) => ({ table, rows: rowsIn(acts, table) }))
    .filter((of) => of.rows.length > 0)
  const tables = rows.map(({ table }) => table)
  const name = `append ${tables.map((table) => tableOrder.indexOf(table)).join('.')}`
  const text = statements.get(name) ?? appendStatement(tables)
  statements.set(name, text)
  await database.pool.query({ name, text, values: appendValues(rows) })
}

const tableOrder = Object.keys(actTables) as TableName[]

/** One for each set of tables that acts have in common: a few dozen. */
const statements = new Map<string, string>()

function rowsIn(acts: readonly Act[], table: TableName): object[] {
  const rows: object[] = []
  for (const act of acts) for (const row of act.rows[table] ?? []) rows.push(row)
  return table === 'ledger_pending' ? rows.map((row, ordinal) => ({ ...row, ordinal })) : rows
}
