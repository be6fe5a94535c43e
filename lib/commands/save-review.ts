import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { freezeReview, type Review } from '#lib/domain/terms/review.ts'
import { saveDraft } from '#lib/store/drafts.ts'
import { loadOpenDraft } from '#lib/store/publications.ts'
import type { Context } from './context.ts'

type Refusal =
  | 'forbidden'
  | 'terms_unknown'
  | 'terms_published'
  | 'catalogue_missing'
  | 'review_outdated'
  | 'note_missing'
  | 'stale_page'

/**
 * Keeps what the operator says of a version's changes, as long as it is not published: some of them or
 * all. `expected` is the revision it was made from.
 */
export async function saveReview(
  principal: Principal,
  input: {
    readonly documentSlug: string
    readonly number: number
    readonly review: Review
    readonly expected: number
  },
  context: Context,
): Promise<Result<{ revision: number; unconfirmed: number }, Refusal>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const { database, digestOf } = context
  const found = await loadOpenDraft(database, input, { at: context.now(), digestOf })
  if (!found.ok) return found
  const { version, draft, against } = found.value
  const number = against?.number ?? null
  const { problems } = freezeReview(draft.comparison, number, input.review)
  if (problems.isOutdated) return fail('review_outdated')
  if (problems.unexplained.length > 0) return fail('note_missing')
  const saved = await saveDraft(database, 'review', version.id, input.review, input.expected)
  if (!saved) return fail('stale_page')
  return ok({ revision: input.expected + 1, unconfirmed: problems.unconfirmed.length })
}
