import { z } from 'zod'
import { env } from '#lib/env.ts'
import { receiptPdf } from '#lib/exports/bundle-files.ts'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findReceiptPaper } from '#lib/queries/receipt-files.ts'

const params = z.object({ receipt: z.string() })

/** The receipt as a PDF to read and to print. Its name is of letters, digits and hyphens only. */
export const GET = handle('member', { params }, async ({ principal, params, context }) => {
  const found = await findReceiptPaper(principal, params.receipt, context)
  if (found === null) return problemResponse('not_found')
  const { operatorName } = env()
  const pdf = await receiptPdf(found.paper, { operatorName, publicUrl: context.publicUrl })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${found.name}"`,
      'cache-control': 'private, no-store',
    },
  })
})
