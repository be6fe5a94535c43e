import { z } from 'zod'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findReceiptFile } from '#lib/queries/receipt-files.ts'

const params = z.object({ receipt: z.string() })

/** The receipt as a file to keep. Its name is of letters, digits and hyphens only. */
export const GET = handle('member', { params }, async ({ principal, params, context }) => {
  const file = await findReceiptFile(principal, params.receipt, context)
  if (file === null) return problemResponse('not_found')
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${file.name}"`,
      'cache-control': 'private, no-store',
    },
  })
})
