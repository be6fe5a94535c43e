import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { readQuery } from '#lib/http/read-query.ts'
import { listRecord } from '#lib/queries/record.ts'
import { recordQuery } from '#lib/schemas/record-query.ts'

/** A page of the record, newest first: the member's own acts and the account's, and never another member's answer. */
export const GET = handle('member', {}, async ({ request, principal, context }) =>
  answer(await listRecord(principal, readQuery(request, recordQuery), context)),
)
