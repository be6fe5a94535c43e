import { z } from 'zod'
import { CONVEYANCE_METHODS } from '#lib/domain/account/principal.ts'
import { emailInput, nameInput, roleInput, urlInput } from './people.ts'

/** What the platform calls something of its own. */
export const externalIdInput = z
  .string()
  .regex(/^[A-Za-z0-9._~:@+=-]{1,128}$/, 'Give 1 to 128 letters, digits or any of . _ ~ : @ + = -')

/** An account to register. Its short name is made from the id where none is given. */
export const registeredAccountInput = z.strictObject({
  externalId: externalIdInput,
  name: nameInput,
  slug: z.string().max(100).optional(),
  sandbox: z.boolean().default(false),
  address: nameInput.optional(),
  email: emailInput.optional(),
  url: urlInput.optional(),
})

/** How many of anything one request may hold. */
export const BULK_MAX = 1000

export const registeredMembersInput = z.strictObject({
  members: z
    .array(
      z.strictObject({
        externalId: externalIdInput,
        name: nameInput,
        email: emailInput,
        role: roleInput.default('member'),
      }),
    )
    .min(1)
    .max(BULK_MAX)
    .refine((all) => isEachOnce(all.map(({ externalId }) => externalId)), 'Name each member once.')
    .refine((all) => isEachOnce(all.map(({ email }) => email)), 'Give each address once.'),
})

export const departuresInput = z.strictObject({ member: externalIdInput })

/** Who did it, in the platform's own client, and how. */
export const byInput = {
  by: externalIdInput.nullable().default(null),
  method: z.enum(CONVEYANCE_METHODS).default('client'),
} as const

/** Pages of a list: `after` is the `next` of the page before. */
export const pageQuery = z.strictObject({
  after: z.uuid().nullable().default(null),
  count: z.coerce.number().int().min(1).max(BULK_MAX).default(100),
})

function isEachOnce(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length
}
