import { createHash } from 'node:crypto'
import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { freezeMapping, type Mapping } from '#lib/domain/terms/mapping.ts'
import { parseTerms } from '#lib/domain/terms/parse-terms.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { QueryContext } from './context.ts'

/**
 * What a mapping names that a document or the catalogue does not have, before either is kept: a sentence
 * each. None for bytes that are no terms; their import says what is wrong with them.
 */
export async function findMappingProblems(
  principal: Principal,
  input: { readonly bytes: Uint8Array; readonly mapping: Mapping },
  context: QueryContext,
): Promise<Result<readonly string[], 'forbidden' | 'catalogue_missing'>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const catalogue = catalogueIn(await loadPlatform(context.database))
  if (catalogue === null) return fail('catalogue_missing')
  const parsed = parseTerms(input.bytes, (bytes) => createHash('sha256').update(bytes).digest())
  if (!parsed.ok) return ok([])
  return ok(freezeMapping(input.mapping, parsed.value.clauses, catalogue).problems)
}
