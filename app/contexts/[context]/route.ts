import { RECEIPT_CONTEXT, receiptContext } from '@assent/receipt'
import { z } from 'zod'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { paths } from '#lib/paths.ts'

const params = z.object({ context: z.string() })

/** The JSON-LD context that statements name. It never changes; others may read it from their own pages. */
export const GET = handle('anyone', { params }, ({ params, context }) => {
  if (params.context !== RECEIPT_CONTEXT) return Promise.resolve(problemResponse('not_found'))
  const response = new Response(
    receiptContext(context.publicUrl + paths.context(RECEIPT_CONTEXT)),
    {
      headers: {
        'content-type': 'application/ld+json',
        'cache-control': 'public, max-age=31536000, immutable',
        'access-control-allow-origin': '*',
      },
    },
  )
  return Promise.resolve(response)
})
