import { z } from 'zod'

/** The operator withdraws a use. The reason is public: it stands in the record of every account. */
export const endingInput = z.strictObject({
  purpose: z.string().min(1, 'Choose a use.').max(100),
  reason: z
    .string()
    .trim()
    .min(10, 'Say in a sentence why it ends: everyone can read it.')
    .max(1000, 'Give at most 1,000 characters.'),
})
