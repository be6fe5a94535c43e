import type { ImportedFeature } from '#lib/domain/account/settings-import.ts'
import { mayRegisterMembers, type Principal } from '#lib/domain/account/principal.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { findPurpose } from '#lib/domain/catalogue/catalogue.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { keepSettingsImport } from '#lib/store/settings-imports.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'unknown_purpose' | 'not_a_feature'

/**
 * Keeps settings that a platform brings along, for an owner or admin of the account to confirm. Until then they
 * count for nothing; newer ones take the place of older.
 */
export async function importSettings(
  principal: Principal,
  input: { readonly source: string; readonly features: readonly ImportedFeature[] },
  context: Context,
): Promise<Result<{ id: string }, Refusal>> {
  if (!mayRegisterMembers(principal)) return fail('forbidden')
  const catalogue = catalogueIn(await loadPlatform(context.database))
  for (const { purpose } of input.features) {
    const known = catalogue && findPurpose(catalogue, purpose)
    if (known === null) return fail('unknown_purpose')
    if (known.kind !== 'feature') return fail('not_a_feature')
  }
  const { accountId, subjectId: apiKeyId } = principal
  const row = { ...input, id: context.newId(), at: context.now(), accountId, apiKeyId }
  await keepSettingsImport(context.database, row)
  return ok({ id: row.id })
}
