import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { loadExportSchedules, type StoredSchedule } from '#lib/store/export-schedules.ts'
import type { QueryContext } from './context.ts'

export type ExportScheduleView = StoredSchedule

/** The exports that the worker makes by itself, and how the last of each went. Null for whoever does not operate. */
export async function listExportSchedules(
  principal: Principal,
  { database }: Pick<QueryContext, 'database'>,
): Promise<readonly ExportScheduleView[] | null> {
  return mayOperate(principal) ? loadExportSchedules(database) : null
}
