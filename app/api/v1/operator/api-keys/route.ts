import { createApiKey } from '#lib/commands/create-api-key.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { apiKeyInput } from '#lib/schemas/api-keys.ts'

/** Makes a key for the platform's software. Its answer is the one place where the key is ever shown. */
export const POST = handle(
  'operator',
  { body: { json: apiKeyInput } },
  async ({ principal, input: { name, account, scopes }, context }) => {
    const accountSlug = account === '' ? null : account
    const result = await createApiKey(principal, { name, accountSlug, scopes }, context)
    if (!result.ok) return result
    return created(paths.operatorApiKeys(), { ...result.value, name, account, scopes })
  },
)
