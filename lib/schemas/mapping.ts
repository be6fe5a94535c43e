import { z } from 'zod'

/** A version's mapping of clauses to purposes and categories, with its ceilings. */
export const mappingInput = z.strictObject({
  clauses: z
    .array(
      z.strictObject({
        clause: z.string().min(1),
        purposes: z.array(z.string().min(1)),
        categories: z.array(z.string().min(1)).default([]),
      }),
    )
    .max(2000),
  ceilings: z
    .array(
      z.strictObject({
        purpose: z.string().min(1),
        category: z.string().min(1).nullable(),
        rule: z.enum(['forbidden', 'no_choice']),
        clause: z.string().min(1),
      }),
    )
    .max(2000)
    .default([]),
})
