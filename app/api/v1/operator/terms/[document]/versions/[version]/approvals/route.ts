import { z } from 'zod'
import { approveTerms } from '#lib/commands/approve-terms.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { slugParam, versionParam } from '#lib/schemas/params.ts'

/** Approves a version exactly as its draft stands whose digest If-Match names. */
export const POST = handle(
  'operator',
  {
    params: z.object({ document: slugParam, version: versionParam }),
    body: { json: z.strictObject({}) },
  },
  async ({ principal, params, expected, context }) => {
    const { document: documentSlug, version: number } = params
    const approval = { documentSlug, number, expected: expected ?? '' }
    const result = await approveTerms(principal, approval, context)
    if (!result.ok) return result
    return created(paths.operatorTermsVersion(documentSlug, number), {
      document: documentSlug,
      number,
    })
  },
)
