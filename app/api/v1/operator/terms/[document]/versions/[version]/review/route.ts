import { z } from 'zod'
import { saveReview } from '#lib/commands/save-review.ts'
import { answer } from '#lib/http/answer.ts'
import { formatEtag, revisionIn } from '#lib/http/etag.ts'
import { handle } from '#lib/http/handle.ts'
import { findVersionReview } from '#lib/queries/version-review.ts'
import { slugParam, versionParam } from '#lib/schemas/params.ts'
import { reviewInput } from '#lib/schemas/review.ts'

const params = z.object({ document: slugParam, version: versionParam })

/** What changed in a version that is not published, what is proposed of it, and what has been said. Its ETag is the revision. */
export const GET = handle('operator', { params }, async ({ principal, params, context }) => {
  const { document, version } = params
  const review = await findVersionReview(principal, document, version, context)
  if (review === null) return { ok: false, code: 'terms_unknown' }
  return answer(review, { etag: formatEtag(review.revision) })
})

/** Replaces what is said of the changes of a version that is not published. If-Match names the revision it was made from, 0 at first. */
export const PUT = handle(
  'operator',
  {
    params,
    body: { json: reviewInput, maxBytes: 4_000_000 },
  },
  async ({ principal, params, input, expected, context }) => {
    const { document: documentSlug, version: number } = params
    const draft = { documentSlug, number, review: input, expected: revisionIn(expected) }
    const result = await saveReview(principal, draft, context)
    if (!result.ok) return result
    return answer(result.value, { etag: formatEtag(result.value.revision) })
  },
)
