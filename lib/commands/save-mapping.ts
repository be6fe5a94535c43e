import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { freezeMapping, type Mapping } from '#lib/domain/terms/mapping.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { saveDraft } from '#lib/store/drafts.ts'
import { findVersion, loadClauses } from '#lib/store/terms.ts'
import type { Context } from './context.ts'

type Refusal =
  | 'forbidden'
  | 'terms_unknown'
  | 'terms_published'
  | 'catalogue_missing'
  | 'mapping_invalid'
  | 'stale_page'

/** Keeps the operator's mapping of an unpublished version. `expected` is the revision it was made from. */
export async function saveMapping(
  principal: Principal,
  input: {
    readonly documentSlug: string
    readonly number: number
    readonly mapping: Mapping
    readonly expected: number
  },
  context: Context,
): Promise<Result<{ revision: number }, Refusal> & { readonly problems?: readonly string[] }> {
  if (!mayOperate(principal)) return fail('forbidden')
  const { database } = context
  const version = await findVersion(database, input.documentSlug, input.number)
  if (version === null) return fail('terms_unknown')
  if (version.publishedAt !== null) return fail('terms_published')
  const catalogue = catalogueIn(await loadPlatform(database))
  if (catalogue === null) return fail('catalogue_missing')
  const clauses = await loadClauses(database, version.id)
  const { problems } = freezeMapping(input.mapping, clauses, catalogue)
  if (problems.length > 0) return { ...fail('mapping_invalid'), problems }
  const saved = await saveDraft(database, 'mapping', version.id, input.mapping, input.expected)
  return saved ? ok({ revision: input.expected + 1 }) : fail('stale_page')
}
