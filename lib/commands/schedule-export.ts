import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import type { ExportInterval } from '#lib/domain/record/export-schedule.ts'
import type { ExportFormat } from '#lib/domain/record/export-wish.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { findAccountBySlug } from '#lib/store/accounts.ts'
import { appendExportSchedule } from '#lib/store/export-schedules.ts'
import type { Context } from './context.ts'

/**
 * From the period of now on, each that is over is exported by the worker, once. Whether the target can be
 * written shows at the first one.
 */
export async function scheduleExport(
  principal: Principal,
  input: {
    readonly account: string
    readonly target: string
    readonly every: ExportInterval
    readonly format: ExportFormat
  },
  { database, newId, now }: Pick<Context, 'database' | 'newId' | 'now'>,
): Promise<Result<{ id: string }, 'forbidden' | 'account_unknown'>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const { account: slug, ...wish } = input
  const account = await findAccountBySlug(database, slug)
  if (account === null) return fail('account_unknown')
  const id = newId()
  await appendExportSchedule(database, { id, accountId: account.id, ...wish }, now())
  return ok({ id })
}
