import { mayPermit, type Principal } from '#lib/domain/account/principal.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { decideSettingsImport } from '#lib/store/settings-imports.ts'
import type { Context } from './context.ts'

/** What a platform brought along counts for nothing, and waits no more. It changes nothing, so it is no act. */
export async function dismissSettings(
  principal: Principal,
  { id }: { readonly id: string },
  context: Context,
): Promise<Result<void, 'forbidden' | 'import_unknown'>> {
  if (!mayPermit(principal)) return fail('forbidden')
  const { accountId } = principal
  const decided = { id, accountId, at: context.now(), isConfirmed: false }
  const waited = await decideSettingsImport(context.database, decided)
  return waited ? ok(undefined) : fail('import_unknown')
}
