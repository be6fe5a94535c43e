import { backoffMs, duePeriods, type ExportRun } from '#lib/domain/record/export-schedule.ts'
import {
  appendExportRuns,
  inExportTurn,
  loadExportSchedules,
  type ExportTurn,
} from '#lib/store/export-schedules.ts'
import type { Context } from './context.ts'

/** Makes one export and puts it where it belongs, whole or not at all. */
export type SendExport = (run: ExportRun, size: number) => Promise<void>

/**
 * Makes one of the scheduled exports that are due, if there is one that no other worker makes: false where
 * there is none, or where one has to wait. If we stop in the middle, the next turn makes the same file: its period and the size of the
 * ledger are settled before the first byte. If we stop between sending it and noting so, it is sent again,
 * as the same bytes under the same name.
 *
 * @param reasonOf what is kept of a failure: never a credential
 */
export async function runDueExport(
  { database, now }: Pick<Context, 'database' | 'now'>,
  send: SendExport,
  reasonOf: (error: unknown) => string,
): Promise<boolean> {
  for (const { id, every, last, createdAt } of await loadExportSchedules(database)) {
    const due = duePeriods(every, last?.until ?? createdAt, now())
    if (due.length > 0) await appendExportRuns(database, id, due, now())
  }
  return inExportTurn(database, now(), async (turn) => {
    const size = await turn.settleSize()
    // An act of the period still waits for its place: it comes in a moment.
    if (size === null) return false
    const failure = await tried(() => send(turn.run, size), reasonOf)
    await note(turn, failure, now())
    return true
  })
}

async function tried(
  work: () => Promise<void>,
  reasonOf: (error: unknown) => string,
): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    return reasonOf(error)
  }
}

async function note({ run, done, failed }: ExportTurn, failure: string | null, at: Date) {
  if (failure === null) await done(at)
  else await failed(failure, new Date(at.getTime() + backoffMs(run.attempts + 1)))
}
