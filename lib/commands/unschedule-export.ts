import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { endExportSchedule } from '#lib/store/export-schedules.ts'
import type { Context } from './context.ts'

/** Nothing more is exported by it. What was exported stays where it is. */
export async function unscheduleExport(
  principal: Principal,
  id: string,
  { database, now }: Pick<Context, 'database' | 'now'>,
): Promise<Result<void, 'forbidden' | 'schedule_unknown'>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const ended = await endExportSchedule(database, id, now())
  return ended ? ok(undefined) : fail('schedule_unknown')
}
