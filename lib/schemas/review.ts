import { z } from 'zod'

const clause = z.string().min(1).max(300).nullable()

/** What the operator says of a version's changes, and in plain words what they come to. */
export const reviewInput = z.strictObject({
  against: z.number().int().positive().nullable(),
  effects: z
    .array(
      z.strictObject({
        from: clause,
        to: clause,
        effect: z.enum(['widens', 'narrows']).nullable(),
        note: z.string().trim().max(2000, 'Give at most 2,000 characters.').default(''),
      }),
    )
    .max(20_000),
  summaries: z
    .array(
      z.strictObject({
        language: z
          .string()
          .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Name a language, such as en.'),
        text: z
          .string()
          .trim()
          .min(1, 'Write the summary, or leave its language out.')
          .max(20_000, 'Give at most 20,000 characters.'),
      }),
    )
    .max(100)
    .refine((all) => new Set(all.map(({ language }) => language)).size === all.length, {
      error: 'Give one summary a language.',
    })
    .default([]),
})
