import { z } from 'zod'
import { publishTerms } from '#lib/commands/publish-terms.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { slugParam, versionParam } from '#lib/schemas/params.ts'

/** Publishes a version as its draft stands whose digest If-Match names: it can be published once, and never changed. */
export const POST = handle(
  'operator',
  {
    params: z.object({ document: slugParam, version: versionParam }),
    body: { json: z.strictObject({}) },
  },
  async ({ principal, params, expected, context }) => {
    const { document: documentSlug, version: number } = params
    const publication = { documentSlug, number, expected: expected ?? '' }
    const result = await publishTerms(principal, publication, context)
    if (!result.ok) return result
    return created(paths.termsVersion(documentSlug, number), { document: documentSlug, number })
  },
)
