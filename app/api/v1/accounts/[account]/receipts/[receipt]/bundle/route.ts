import { z } from 'zod'
import { zipParts } from '#lib/exports/zip-parts.ts'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findReceiptBundle } from '#lib/queries/receipt-files.ts'

const params = z.object({ receipt: z.string() })

/** The receipt as a zip of its parts. Its name is of letters, digits and hyphens only. */
export const GET = handle('member', { params }, async ({ principal, params, context }) => {
  const bundle = await findReceiptBundle(principal, params.receipt, context)
  if (bundle === null) return problemResponse('not_found')
  return new Response(zipParts(bundle.parts, bundle.at), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${bundle.name}"`,
      'cache-control': 'private, no-store',
    },
  })
})
