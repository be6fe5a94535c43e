import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { listRegisteredGroups } from '#lib/queries/groups.ts'

/** The groups of the account's people, for its software. */
export const GET = handle('account-client:accounts', {}, async ({ principal, context }) =>
  answer({ groups: await listRegisteredGroups(principal, context) }),
)
