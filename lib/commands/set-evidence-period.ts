import type { CommandLine } from '#lib/domain/account/principal.ts'
import { isCalendarDuration } from '#lib/domain/consent/instant.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import type { Database } from '#lib/store/database.ts'
import { saveEvidencePeriod } from '#lib/store/erasures.ts'

/**
 * States how long evidence is kept sealed, of erasures from now on: what was sealed keeps the end it was
 * promised. `owner` is the database as the role that owns its tables: running programs cannot.
 */
export async function setEvidencePeriod(
  _principal: CommandLine,
  period: string,
  { owner }: { readonly owner: Database },
): Promise<Result<void, 'period_invalid'>> {
  if (!isCalendarDuration(period) || !/[1-9]/.test(period)) return fail('period_invalid')
  await saveEvidencePeriod(owner, period)
  return ok(undefined)
}
