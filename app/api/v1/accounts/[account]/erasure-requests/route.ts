import { requestErasure } from '#lib/commands/request-erasure.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'

/** The caller asks to be erased. It reads no body: one asks for oneself. */
export const POST = handle('member', {}, async ({ principal, context }) => {
  const result = await requestErasure(principal, context)
  if (!result.ok) return result
  const { eventId: receiptId, at } = result.value
  return created(paths.receipt(principal.accountSlug, receiptId), { receiptId, at })
})
