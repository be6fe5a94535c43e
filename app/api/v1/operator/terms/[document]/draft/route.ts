import { z } from 'zod'
import { dropTermsDraft } from '#lib/commands/drop-terms-draft.ts'
import { saveTermsDraft } from '#lib/commands/save-terms-draft.ts'
import { answer, done } from '#lib/http/answer.ts'
import { formatEtag, revisionIn } from '#lib/http/etag.ts'
import { handle } from '#lib/http/handle.ts'
import { findTermsDraft } from '#lib/queries/terms-draft.ts'
import { slugParam } from '#lib/schemas/params.ts'
import { termsDraftInput } from '#lib/schemas/terms-draft.ts'

const params = z.object({ document: slugParam })

/** The next version of a document while it is written. Its ETag is the revision, 0 where nothing was saved. */
export const GET = handle('operator', { params }, async ({ principal, params, context }) => {
  const found = await findTermsDraft(principal, params.document, null, context)
  if (found === null) return { ok: false, code: 'terms_unknown' }
  return answer(found, { etag: formatEtag(found.revision) })
})

/** Replaces it. If-Match names the revision it was made from, 0 at first. */
export const PUT = handle(
  'operator',
  { params, body: { json: termsDraftInput, maxBytes: 13_000_000 } },
  async ({ principal, params, input: draft, expected, context }) => {
    const named = { documentSlug: params.document, draft, expected: revisionIn(expected) }
    const result = await saveTermsDraft(principal, named, context)
    if (!result.ok) return result
    return answer(result.value, { etag: formatEtag(result.value.revision) })
  },
)

/** Lets go of it at the revision that If-Match names. */
export const DELETE = handle(
  'operator',
  { params },
  async ({ principal, params, expected, context }) => {
    const named = { documentSlug: params.document, expected: revisionIn(expected) }
    const result = await dropTermsDraft(principal, named, context)
    return result.ok ? done() : result
  },
)
