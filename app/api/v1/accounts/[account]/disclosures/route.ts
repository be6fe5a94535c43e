import { discloseRecords } from '#lib/commands/disclose-records.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { disclosureInput, periodOf } from '#lib/schemas/export-query.ts'

/** An auditor takes away what members answered in these days, with a reason that all members read. */
export const POST = handle(
  'member',
  { body: { json: disclosureInput } },
  async ({ principal, input, context }) => {
    const { from, to, reason } = input
    const result = await discloseRecords(principal, { period: periodOf(from, to), reason }, context)
    if (!result.ok) return result
    return created(paths.takeAway(principal.accountSlug), { ...result.value })
  },
)
