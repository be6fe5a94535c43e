import { z } from 'zod'

/** A name as people write it: one line, no control characters. */
export const nameInput = z
  .string()
  .trim()
  .min(1, 'Give a name.')
  .max(200, 'Give at most 200 characters.')
  .regex(/^\P{Cc}*$/u, 'Write it on one line.')

/** In lower case: one person has one address, however it was typed. */
export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('Give an address such as name@example.org.'))

export const roleInput = z.enum(['owner', 'admin', 'auditor', 'member'], 'Choose a role.')

export const urlInput = z
  .string()
  .trim()
  .max(500)
  .pipe(z.url({ protocol: /^https?$/, error: 'Give an address that begins with https://.' }))

/** What a form left empty was not given. */
export const accountInput = z.strictObject({
  slug: z.string().max(100),
  name: nameInput,
  address: z.literal('').or(nameInput).default(''),
  email: z.literal('').or(emailInput).default(''),
  url: z.literal('').or(urlInput).default(''),
})

export type AccountInput = z.infer<typeof accountInput>
