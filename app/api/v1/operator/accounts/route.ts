import { createAccount } from '#lib/commands/create-account.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { accountInput } from '#lib/schemas/people.ts'

/** Opens an account, with nobody in it and nothing permitted. */
export const POST = handle(
  'operator',
  { body: { json: accountInput } },
  async ({ principal, input, context }) => {
    const result = await createAccount(principal, input, context)
    if (!result.ok) return result
    return created(paths.account(input.slug), { id: result.value.accountId, ...input })
  },
)
