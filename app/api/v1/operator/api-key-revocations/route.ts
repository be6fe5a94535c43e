import { revokeApiKey } from '#lib/commands/revoke-api-key.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { apiKeyRevocationInput } from '#lib/schemas/api-keys.ts'

/** From now on the key lets nobody in. */
export const POST = handle(
  'operator',
  { body: { json: apiKeyRevocationInput } },
  async ({ principal, input, context }) => {
    const result = await revokeApiKey(principal, input, context)
    if (!result.ok) return result
    return created(paths.operatorApiKeys(), { id: result.value.eventId, apiKey: input.id })
  },
)
