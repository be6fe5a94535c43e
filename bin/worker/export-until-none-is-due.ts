import { runDueExport } from '#lib/commands/run-due-export.ts'
import { appContext } from '#lib/context.ts'
import { log } from '#lib/log.ts'
import { reasonOfFailure, sendExport } from './send-export.ts'

/** Makes the scheduled exports that are due, one after the other. One that fails is in the log each time. */
export async function exportUntilNoneIsDue(stopping: AbortSignal): Promise<void> {
  // Asked for anew each time, so that the manifest is signed by the key of that moment.
  const one = async () => {
    const context = await appContext()
    return runDueExport(
      context,
      async (run, size) => {
        const about = { account: run.accountSlug, schedule: run.id, since: run.period.since }
        try {
          await sendExport(run, size, context)
          log.info(about, 'a scheduled export was made')
        } catch (error) {
          const reason = reasonOfFailure(error)
          log.error({ ...about, reason, attempts: run.attempts + 1 }, 'a scheduled export failed')
          throw error
        }
      },
      reasonOfFailure,
    )
  }
  while (!stopping.aborted && (await one()));
}
