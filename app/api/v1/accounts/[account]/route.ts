import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { getRegisteredAccount } from '#lib/queries/registry.ts'

/** The account that a platform registered, by its own id for it or the short name. */
export const GET = handle('account-client:accounts', {}, async ({ principal, context }) =>
  answer(await getRegisteredAccount(principal, context)),
)
