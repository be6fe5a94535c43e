import { answerTerms } from '#lib/commands/answer-terms.ts'
import { created } from '#lib/http/answer.ts'
import { actingFor } from '#lib/http/acting-for.ts'
import { byCaller } from '#lib/http/by-caller.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { acceptanceInput, conveyedAcceptanceInput } from '#lib/schemas/acceptances.ts'

const unsigned = { name: '', authority: '' }

export const POST = byCaller({
  /**
   * What an account answers to a terms version. Accepting names in If-Match the digest of the text that was
   * read; declining and deciding later need none. Whatever is answered, no consent is written.
   */
  member: handle(
    'member',
    { body: { json: acceptanceInput } },
    async ({ principal, input, expected, context }) => {
      // An acceptance of another text than the one that the page named is an acceptance of neither.
      const isUnread = input.answer === 'accept' && input.digest !== expected
      const answered = termsAnswer(isUnread ? { ...input, digest: '' } : input)
      const result = await answerTerms(principal, answered, context)
      if (!result.ok) return result
      const { eventId: receiptId } = result.value
      return created(paths.receipt(principal.accountSlug, receiptId), { receiptId })
    },
  ),
  /** What an owner or admin, whom `by` names, answered in the platform's own client. */
  software: handle(
    'account-client:accounts',
    { body: { json: conveyedAcceptanceInput } },
    async ({ principal, input: { by, method, acceptance }, context }) => {
      const actor = await actingFor(principal, { by, method }, context)
      const result = await answerTerms(actor, termsAnswer(acceptance), context)
      // The digest in the body says what was read: no header is missing.
      if (!result.ok && result.code === 'stale_page') throw new HttpProblem('stale_page')
      if (!result.ok) return result
      const { eventId: receiptId } = result.value
      return created(paths.receipt(principal.accountSlug, receiptId), { receiptId })
    },
  ),
})

type Acceptance = (typeof acceptanceInput)['_output']

function termsAnswer({ document: documentSlug, version: number, ...given }: Acceptance) {
  const answer = given.answer === 'later' ? { ...unsigned, ...given } : given
  return { ...answer, documentSlug, number }
}
