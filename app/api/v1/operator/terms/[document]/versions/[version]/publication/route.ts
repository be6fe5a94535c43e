import { z } from 'zod'
import { publishTerms } from '#lib/commands/publish-terms.ts'
import { answer, created } from '#lib/http/answer.ts'
import { formatEtag } from '#lib/http/etag.ts'
import { handle } from '#lib/http/handle.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { findPublicationPreview } from '#lib/queries/publication-preview.ts'
import { slugParam, versionParam } from '#lib/schemas/params.ts'

const params = z.object({ document: slugParam, version: versionParam })

/** What publishing a version does, before it is done. Its ETag is the digest of the draft. */
export const GET = handle('operator', { params }, async ({ principal, params, context }) => {
  const { document, version } = params
  const preview = await findPublicationPreview(principal, document, version, language, context)
  if (preview === null) return { ok: false, code: 'terms_unknown' }
  return answer(preview, { etag: formatEtag(preview.digest) })
})

/** Publishes a version as its draft stands whose digest If-Match names: it can be published once, and never changed. */
export const POST = handle(
  'operator',
  { params, body: { json: z.strictObject({}) } },
  async ({ principal, params, expected, context }) => {
    const { document: documentSlug, version: number } = params
    const publication = { documentSlug, number, expected: expected ?? '' }
    const result = await publishTerms(principal, publication, context)
    if (!result.ok) return result
    return created(paths.termsVersion(documentSlug, number), { document: documentSlug, number })
  },
)
