import { z } from 'zod'
import { dismissSettings } from '#lib/commands/dismiss-settings.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'

const params = z.object({ import: z.uuid() })

/** What the platform brought along counts for nothing. */
export const POST = handle('member', { params }, async ({ principal, params, context }) => {
  const result = await dismissSettings(principal, { id: params.import }, context)
  return result.ok ? answer({ receiptIds: [] }) : result
})
