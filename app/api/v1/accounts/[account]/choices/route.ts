import { conveyChoices } from '#lib/commands/convey-choices.ts'
import { makeChoices } from '#lib/commands/make-choices.ts'
import { answer, created } from '#lib/http/answer.ts'
import { byCaller } from '#lib/http/by-caller.ts'
import { handle } from '#lib/http/handle.ts'
import { problemSentence } from '#lib/http/problem.ts'
import { interfaceVersion } from '#lib/interface-version.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { choicesInput } from '#lib/schemas/choices.ts'
import { conveyedChoicesInput } from '#lib/schemas/conveyed-choices.ts'

const BULK_MAX_BYTES = 4 * 1024 * 1024

export const POST = byCaller({
  /**
   * A member's answers about themselves. A yes names in If-Match the page that it answers; a no needs no
   * page at all. 201 with the receipt's id, or 200 with null where everything was so already.
   */
  member: handle(
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
  ),
  /**
   * What up to a thousand people answered in the platform's own client. 200 with an outcome for each, in
   * their order: one that is refused keeps none of the others from being recorded.
   */
  software: handle(
    'account-client:answers',
    { body: { json: conveyedChoicesInput, maxBytes: BULK_MAX_BYTES } },
    async ({ principal, input, context }) => {
      const result = await conveyChoices(principal, input.answers, context)
      if (!result.ok) return result
      const outcomes = result.value.map(({ receiptId, refused }) =>
        refused === null
          ? { receiptId }
          : { receiptId, refused: { code: refused, detail: problemSentence(refused) } },
      )
      return answer({ outcomes })
    },
  ),
})
