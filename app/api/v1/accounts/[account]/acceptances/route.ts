import { answerTerms } from '#lib/commands/answer-terms.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { acceptanceInput } from '#lib/schemas/acceptances.ts'

const unsigned = { name: '', authority: '' }

/**
 * What an account answers to a terms version. Accepting names in If-Match the digest of the text that was
 * read; declining and deciding later need none. Whatever is answered, no consent is written.
 */
export const POST = handle(
  'member',
  { body: { json: acceptanceInput } },
  async ({ principal, input, expected, context }) => {
    const { document: documentSlug, version: number, ...given } = input
    const answer = given.answer === 'later' ? { ...unsigned, ...given } : given
    // An acceptance of another text than the one that the page named is an acceptance of neither.
    const isUnread = answer.answer === 'accept' && answer.digest !== expected
    const digest = isUnread ? '' : answer.digest
    const result = await answerTerms(
      principal,
      { ...answer, documentSlug, number, digest },
      context,
    )
    if (!result.ok) return result
    const { eventId: receiptId } = result.value
    return created(paths.receipt(principal.accountSlug, receiptId), { receiptId })
  },
)
