import { z } from 'zod'

const id = z.string().min(1).max(200)

/** One line of a manifest. */
export const manifestItem = z.strictObject({
  item: id,
  account: id,
  categories: z.array(z.string().min(1).max(100)).min(1).max(30),
  /** Everybody who is heard, seen or read in it, by the platform's own ids. */
  contributors: z
    .array(z.union([z.strictObject({ account: id, member: id }), z.strictObject({ guest: id })]))
    .min(1)
    .max(300),
  meeting: id.nullable().default(null),
  label: z.string().min(1).max(100).nullable().default(null),
  forMinors: z.boolean().default(false),
})

/** One line of what is to be checked again. */
export const clearanceCheck = z.strictObject({ clearance: z.string().min(1).max(60_000) })

/** For which purposes, with commas between them. */
export const clearanceQuery = z.strictObject({
  purposes: z
    .string()
    .regex(
      /^[a-z0-9_]{1,100}(,[a-z0-9_]{1,100}){0,4}$/,
      'Name one to five purposes, with commas between them.',
    )
    .transform((text) => [...new Set(text.split(','))]),
})
