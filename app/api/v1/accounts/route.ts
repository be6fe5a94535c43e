import { createAccount } from '#lib/commands/create-account.ts'
import { answer, created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { withoutUndefined } from '#lib/http/without-undefined.ts'
import { readQuery } from '#lib/http/read-query.ts'
import { apiPaths } from '#lib/paths.ts'
import { listRegisteredAccounts } from '#lib/queries/registry.ts'
import { pageQuery, registeredAccountInput } from '#lib/schemas/registry.ts'

/** Registers an account of the platform's, with nobody in it and nothing permitted. */
export const POST = handle(
  'client:accounts',
  { body: { json: registeredAccountInput } },
  async ({ principal, input: { sandbox: isSandbox, slug: given, ...input }, context }) => {
    const slug = given ?? slugOf(input.externalId)
    const account = { ...withoutUndefined(input), slug, isSandbox }
    const result = await createAccount(principal, account, context)
    if (!result.ok) return result
    const { externalId, name } = input
    const shown = { id: result.value.accountId, externalId, slug, name, sandbox: isSandbox }
    return created(apiPaths.registeredAccount(externalId), shown)
  },
)

/** The accounts that the key is for, in the order in which they were registered. */
export const GET = handle('client:accounts', {}, async ({ request, principal, context }) =>
  answer(await listRegisteredAccounts(principal, readQuery(request, pageQuery), context)),
)

/** The characters that a short name may have, of those that an id has. */
function slugOf(externalId: string): string {
  return externalId
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
