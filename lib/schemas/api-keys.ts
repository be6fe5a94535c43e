import { z } from 'zod'
import { apiScopes } from '#lib/domain/account/api-key.ts'
import { nameInput } from './people.ts'

export const apiScopesInput = z
  .array(z.enum(apiScopes, `Choose among ${apiScopes.join(', ')}.`))
  .min(1, 'Choose what the key may do.')
  .max(apiScopes.length)

/** `account` is a short name; empty for a key of the whole platform. */
export const apiKeyInput = z.strictObject({
  name: nameInput,
  account: z.string().max(60).default(''),
  scopes: apiScopesInput,
})

export const apiKeyRevocationInput = z.strictObject({ id: z.uuid('Name the key by its id.') })
