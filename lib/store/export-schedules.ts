import type {
  ExportInterval,
  ExportRun,
  ExportSchedule,
} from '#lib/domain/record/export-schedule.ts'
import type { ExportFormat, ExportPeriod } from '#lib/domain/record/export-wish.ts'
import type { Database } from './database.ts'
import type { Queryable } from './ledger.ts'

export async function appendExportSchedule(
  { prisma }: Database,
  schedule: ExportSchedule,
  createdAt: Date,
): Promise<void> {
  await prisma.exportSchedule.create({ data: { ...schedule, createdAt } })
}

/** False where there is none that still goes on. */
export async function endExportSchedule(
  { prisma }: Database,
  id: string,
  at: Date,
): Promise<boolean> {
  const { count } = await prisma.exportSchedule.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: at },
  })
  return count > 0
}

export type StoredSchedule = ExportSchedule & {
  readonly accountSlug: string
  readonly createdAt: Date
  /** The one of the last period that is over, whether it was made or not. */
  readonly last: StoredRun | null
}

type StoredRun = ExportPeriod & {
  readonly attempts: number
  readonly nextAt: Date
  readonly doneAt: Date | null
  readonly failure: string | null
}

/** Those that go on, in the order in which they were set up. */
export async function loadExportSchedules({ prisma }: Database): Promise<StoredSchedule[]> {
  const rows = await prisma.exportSchedule.findMany({
    where: { endedAt: null },
    include: {
      account: { select: { slug: true } },
      runs: { orderBy: { since: 'desc' }, take: 1, omit: { size: true } },
    },
    orderBy: { createdAt: 'asc' },
  })
  return rows.map(({ account, runs, every, format, ...row }) => ({
    ...row,
    every: every as ExportInterval,
    format: format as ExportFormat,
    accountSlug: account.slug,
    last: runs[0] ?? null,
  }))
}

/** One that is there already stays as it is. */
export async function appendExportRuns(
  { prisma }: Database,
  scheduleId: string,
  periods: readonly ExportPeriod[],
  nextAt: Date,
): Promise<void> {
  const data = periods.map((period) => ({ scheduleId, ...period, nextAt }))
  await prisma.exportRun.createMany({ data, skipDuplicates: true })
}

/** How a run is told of, over the connection that holds its turn: one that broke off says nothing any more. */
export type ExportTurn = {
  readonly run: ExportRun
  /** The size of the ledger that holds all acts of the period; null as long as one of them still waits. */
  readonly settleSize: () => Promise<number | null>
  readonly done: (at: Date) => Promise<void>
  readonly failed: (failure: string, nextAt: Date) => Promise<void>
}

/**
 * Of the exports that are due the first that nobody else makes, while `work` makes it; false where there
 * is none, or what `work` answers. The turn is an advisory lock of this connection, so no crash leaves it behind.
 */
export async function inExportTurn(
  { pool }: Database,
  now: Date,
  work: (turn: ExportTurn) => Promise<boolean>,
): Promise<boolean> {
  const client = await pool.connect()
  let failure: Error | undefined
  // A connection that dies while the export is made is told at its next use.
  client.on('error', ignore)
  try {
    const run = await claimRun(client, now)
    if (run === null) return false
    const result = await work(turnOf(client, run))
    await client.query('SELECT pg_advisory_unlock_all()')
    return result
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.off('error', ignore)
    // A connection that failed is closed, and its lock with it.
    client.release(failure)
  }
}

const ignore = () => undefined

async function claimRun(client: Queryable, now: Date): Promise<ExportRun | null> {
  const { rows } = await client.query<Omit<ExportRun, 'period'> & ExportPeriod>(
    `SELECT s.id, s.account_id AS "accountId", a.slug AS "accountSlug", s.target, s.every, s.format,
            r.since, r.until, r.size::float8 AS size, r.attempts
       FROM export_run r JOIN export_schedule s ON s.id = r.schedule_id JOIN account a ON a.id = s.account_id
      WHERE r.done_at IS NULL AND r.next_at <= $1 AND s.ended_at IS NULL
      ORDER BY r.next_at, r.since LIMIT 20`,
    [now],
  )
  for (const { since, until, ...run } of rows) {
    const key = [TURN_LOCK, `${run.id} ${since.toISOString()}`]
    const locked = await client.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS mine',
      key,
    )
    if (locked.rows[0]?.mine !== true) continue
    // Between looking and locking another may have made it, or have failed at it.
    const still = await client.query(
      `SELECT FROM export_run WHERE schedule_id = $1 AND since = $2 AND done_at IS NULL AND attempts = $3`,
      [run.id, since, run.attempts],
    )
    if (still.rowCount === 1) return { ...run, period: { since, until } }
    await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', key)
  }
  return null
}

/** Any number, the same in every program. Locks of two keys are apart from those of one. */
const TURN_LOCK = 2_611

function turnOf(client: Queryable, run: ExportRun): ExportTurn {
  const key = [run.id, run.period.since]
  return {
    run,
    async settleSize() {
      if (run.size !== null) return run.size
      const { rows } = await client.query<{ size: number | null }>(
        `UPDATE export_run SET size = (SELECT max(size) FROM checkpoint)
          WHERE schedule_id = $1 AND since = $2
            AND NOT EXISTS (SELECT FROM ledger_pending p JOIN event e ON e.id = p.event_id WHERE e.at < $3)
         RETURNING size::float8 AS size`,
        [...key, run.period.until],
      )
      return rows[0]?.size ?? null
    },
    async done(at) {
      await client.query(
        'UPDATE export_run SET done_at = $3, failure = NULL WHERE schedule_id = $1 AND since = $2',
        [...key, at],
      )
    },
    async failed(failure, nextAt) {
      await client.query(
        `UPDATE export_run SET attempts = attempts + 1, failure = $3, next_at = $4
          WHERE schedule_id = $1 AND since = $2`,
        [...key, failure, nextAt],
      )
    },
  }
}
