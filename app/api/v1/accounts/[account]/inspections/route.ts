import { openRecord } from '#lib/commands/open-record.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { inspectionInput } from '#lib/schemas/members.ts'

/** An auditor opens one member's record, with a reason that this member reads. */
export const POST = handle(
  'member',
  { body: { json: inspectionInput } },
  async ({ principal, input, context }) => {
    const { member: subjectId, reason } = input
    const result = await openRecord(principal, { subjectId, reason }, context)
    if (!result.ok) return result
    return created(paths.memberRecord(principal.accountSlug, subjectId), { ...result.value })
  },
)
