import { z } from 'zod'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findExactTerms } from '#lib/queries/exact-texts.ts'

const params = z.object({
  document: z.string(),
  version: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/)
    .transform(Number),
})

/** The exact bytes of a published version: what its digest is over. */
export const GET = handle('anyone', { params }, async ({ params, context }) => {
  const bytes = await findExactTerms(params.document, params.version, context)
  if (bytes === null) return problemResponse('not_found')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  })
})
