import { RECEIPT_CONTEXTS, receiptContext } from '@assent/receipt'
import { z } from 'zod'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'

const params = z.object({ context: z.enum(RECEIPT_CONTEXTS) })

/** The JSON-LD contexts that statements name. None ever changes; others may read it from their own pages. */
export const GET = handle('anyone', { params }, ({ params, context }) => {
  const response = new Response(receiptContext(context.publicUrl + paths.context(params.context)), {
    headers: {
      'content-type': 'application/ld+json',
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
    },
  })
  return Promise.resolve(response)
})
