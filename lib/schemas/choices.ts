import { z } from 'zod'

/** What a person says about themselves, on one question. */
export const choicesInput = z.strictObject({
  question: z.enum(['features', 'sharing']),
  choices: z
    .array(
      z.strictObject({
        purpose: z.string().min(1).max(100),
        category: z.string().min(1).max(100).nullable(),
        intent: z.enum(['include', 'leave_out']),
      }),
    )
    .min(1)
    .max(200)
    // Two answers to one thing in one act would have no order.
    .refine(isEachOnce, 'Answer each thing once.'),
})

export type ChoicesInput = z.input<typeof choicesInput>

export function isEachOnce(
  abouts: readonly { readonly purpose: string; readonly category: string | null }[],
): boolean {
  const names = abouts.map(({ purpose, category }) => JSON.stringify([purpose, category]))
  return new Set(names).size === names.length
}
