import { makeChoices } from '#lib/commands/make-choices.ts'
import { answer, created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { interfaceVersion } from '#lib/interface-version.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { choicesInput } from '#lib/schemas/choices.ts'

/**
 * A member's answers about themselves. A yes names in If-Match the page that it answers; a no needs no
 * page at all. 201 with the receipt's id, or 200 with null where everything was so already.
 */
export const POST = handle(
  'member',
  { body: { json: choicesInput } },
  async ({ principal, input, expected, context }) => {
    const choices = { ...input, expected, language, interfaceVersion }
    const result = await makeChoices(principal, choices, context)
    if (!result.ok) return result
    const { receiptId } = result.value
    if (receiptId === null) return answer({ receiptId })
    return created(paths.receipt(principal.accountSlug, receiptId), { receiptId })
  },
)
