import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { isSlug } from '#lib/domain/account/slug.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import type { TermsDraft } from '#lib/domain/terms/terms-draft.ts'
import { saveTermsDraftRow } from '#lib/store/terms-drafts.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'slug_invalid' | 'stale_page'

/**
 * Keeps the next version of a document while it is written, whether or not it could be imported yet.
 * `expected` is the revision it was made from. One draft a document: two would overtake each other.
 */
export async function saveTermsDraft(
  principal: Principal,
  input: {
    readonly documentSlug: string
    readonly draft: TermsDraft
    readonly expected: number
  },
  context: Context,
): Promise<Result<{ revision: number }, Refusal>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const { documentSlug, draft, expected } = input
  if (!isSlug(documentSlug)) return fail('slug_invalid')
  const saved = await saveTermsDraftRow(context.database, documentSlug, draft, expected)
  return saved ? ok({ revision: expected + 1 }) : fail('stale_page')
}
