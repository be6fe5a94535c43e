import { z } from 'zod'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findReceiptProgress } from '#lib/queries/receipts.ts'

const params = z.object({ receipt: z.string() })

/** How far the proof of a receipt is: a page that waits for it asks here. */
export const GET = handle('member', { params }, async ({ principal, params, context }) => {
  const progress = await findReceiptProgress(principal, params.receipt, context)
  return progress === null ? problemResponse('not_found') : answer(progress)
})
