import { z } from 'zod'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findExactNotice } from '#lib/queries/exact-texts.ts'

const params = z.object({ notice: z.string() })

/** The exact bytes of a notice: what a receipt's `relatedResource` names and digests. */
export const GET = handle('anyone', { params }, async ({ params, context }) => {
  const bytes = await findExactNotice(params.notice, context)
  if (bytes === null) return problemResponse('not_found')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  })
})
