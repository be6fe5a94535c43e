import { withdrawEverything } from '#lib/commands/withdraw-everything.ts'
import { answer, created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { interfaceVersion } from '#lib/interface-version.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'

/**
 * Takes back every yes of the member, over both questions, one receipt a question. It reads no body and
 * no If-Match: nothing stands before a no. 200 with none where there was no yes.
 */
export const POST = handle('member', {}, async ({ principal, context }) => {
  const result = await withdrawEverything(principal, { language, interfaceVersion }, context)
  if (!result.ok) return result
  const { receiptIds } = result.value
  if (receiptIds.length === 0) return answer({ receiptIds })
  return created(paths.receipts(principal.accountSlug), { receiptIds })
})
