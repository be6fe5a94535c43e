import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { emptyMapping, freezeMapping, storedMapping } from '#lib/domain/terms/mapping.ts'
import { publicationAct } from '#lib/signing/publication-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { findMappingDraft, findVersion, loadClauses } from '#lib/store/terms.ts'
import type { Context } from './context.ts'

type Refusal =
  | 'forbidden'
  | 'terms_unknown'
  | 'terms_published'
  | 'catalogue_missing'
  | 'mapping_invalid'
  | 'stale_page'

/**
 * Publishes a version with the mapping it has, which is frozen with it. It takes force at the later
 * of now and its effective instant; an archival version never does.
 */
export async function publishTerms(
  principal: Principal,
  input: {
    readonly documentSlug: string
    readonly number: number
    /** The revision of the mapping that was on the screen; null where nobody looked at one. */
    readonly expected: number | null
  },
  context: Context,
): Promise<Result<{ eventId: string }, Refusal> & { readonly problems?: readonly string[] }> {
  if (!mayOperate(principal)) return fail('forbidden')
  const { database } = context
  const version = await findVersion(database, input.documentSlug, input.number)
  if (version === null) return fail('terms_unknown')
  if (version.publishedAt !== null) return fail('terms_published')
  const catalogue = catalogueIn(await loadPlatform(database))
  if (catalogue === null) return fail('catalogue_missing')
  const draft = await findMappingDraft(database, version.id)
  if (input.expected !== null && input.expected !== (draft?.revision ?? 0))
    return fail('stale_page')
  const mapping = draft === null ? emptyMapping : storedMapping(draft.content)
  const clauses = await loadClauses(database, version.id)
  const { frozen, problems } = freezeMapping(mapping, clauses, catalogue)
  if (problems.length > 0) return { ...fail('mapping_invalid'), problems }
  const act = publicationAct(principal, version, frozen, context)
  const appended = await appendActs(database, [act])
  return appended.ok ? ok({ eventId: act.eventId }) : fail('terms_published')
}
