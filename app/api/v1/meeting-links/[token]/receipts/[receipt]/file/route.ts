import { z } from 'zod'
import { handle } from '#lib/http/handle.ts'
import { participantLinkOf } from '#lib/http/meeting-link-of.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { findMeetingReceiptFile } from '#lib/queries/meeting-receipts.ts'

const params = z.object({ token: z.string().max(200), receipt: z.uuid() })

/** The receipt of an answer in a meeting, as a file to keep, for whoever holds the link that it was given by. */
export const GET = handle('anyone', { params }, async ({ params, context }) => {
  const link = participantLinkOf(params.token, context.now())
  const file = await findMeetingReceiptFile(link, params.receipt, context)
  if (file === null) throw new HttpProblem('not_found')
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${file.name}"`,
      'cache-control': 'private, no-store',
    },
  })
})
