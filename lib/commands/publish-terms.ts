import { actorIdOf, mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { draftRefusal, type PublicationDraft } from '#lib/domain/terms/publication-draft.ts'
import { isApproved } from '#lib/domain/terms/review.ts'
import { publicationAct } from '#lib/signing/publication-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { countPublications, loadApprovals, loadOpenDraft } from '#lib/store/publications.ts'
import type { Context } from './context.ts'

type Refusal =
  | 'forbidden'
  | 'terms_unknown'
  | 'terms_published'
  | 'publication_overtaken'
  | 'catalogue_missing'
  | 'mapping_invalid'
  | 'review_outdated'
  | 'verdicts_unconfirmed'
  | 'approval_missing'
  | 'stale_page'

/**
 * Publishes a version with its mapping and with what was confirmed of its changes, which are frozen with
 * it. It takes force at the later of now and its effective instant; an archival version never does.
 *
 * Of two publications of a document under way at once, one has its place among them first, and the
 * other is told: what it was compared with may not be what it follows any more.
 */
export async function publishTerms(
  principal: Principal,
  input: {
    readonly documentSlug: string
    readonly number: number
    /** The digest of the draft that was on the screen; null where nobody looked at one. */
    readonly expected: string | null
  },
  context: Context,
): Promise<Result<{ eventId: string }, Refusal> & { readonly problems?: readonly string[] }> {
  if (!mayOperate(principal)) return fail('forbidden')
  const { database, digestOf } = context
  // Counted before anything is read: whoever publishes meanwhile takes the place that this one wants.
  const published = await countPublications(database, input.documentSlug)
  const at = context.now()
  const found = await loadOpenDraft(database, input, { at, digestOf })
  if (!found.ok) return found
  const { version, draft } = found.value
  if (input.expected !== null && input.expected !== draft.digest) return fail('stale_page')
  const refusal = draftRefusal(draft)
  if (refusal !== null) return { ...fail(refusal), problems: problemsOf(draft, refusal) }
  if (context.fourEyes) {
    const approvals = await loadApprovals(database, version.id)
    if (!isApproved(draft.digest, approvals, actorIdOf(principal))) return fail('approval_missing')
  }
  const { mapping, review } = draft
  const publication = { version, mapping, review, seq: published + 1, at }
  const act = publicationAct(principal, publication, context)
  const appended = await appendActs(database, [act])
  if (appended.ok) return ok({ eventId: act.eventId })
  const isOvertaken = appended.constraint?.includes('seq') === true
  return fail(isOvertaken ? 'publication_overtaken' : 'terms_published')
}

function problemsOf({ problems }: PublicationDraft, refusal: string): readonly string[] {
  if (refusal === 'mapping_invalid') return problems.mapping
  if (refusal !== 'verdicts_unconfirmed') return []
  const named = problems.unconfirmed.map(({ from, to }) => to?.number ?? to?.id ?? from?.id ?? '')
  const more = named.length > NAMED ? ` and ${String(named.length - NAMED)} more` : ''
  return [`${named.slice(0, NAMED).join(', ')}${more}.`]
}

const NAMED = 10
