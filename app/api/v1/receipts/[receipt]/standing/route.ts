import { z } from 'zod'
import { answer } from '#lib/http/answer.ts'
import { forAnyOrigin } from '#lib/http/any-origin.ts'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findReceiptStanding } from '#lib/queries/receipt-standing.ts'

const params = z.object({ receipt: z.string() })

/** Is it still so? For anyone who holds the receipt, and for a page that was saved and is opened from a disk. */
export const GET = forAnyOrigin(
  handle('anyone', { params }, async ({ params, context }) => {
    const standing = await findReceiptStanding(params.receipt, context)
    return standing === null ? problemResponse('not_found') : answer(standing)
  }),
)
