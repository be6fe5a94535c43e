import { z } from 'zod'

const kept = (most: number, words: string) =>
  z
    .string()
    .max(most, words)
    // PostgreSQL keeps neither: a NUL, nor half a character.
    .refine((text) => !text.includes('\u0000') && text.isWellFormed(), {
      error: 'Take out the characters that are no text: a NUL, or half a character.',
    })

/** A version while it is written. Whether it could be imported is said when it is finished. */
export const termsDraftInput = z.strictObject({
  title: kept(200, 'Give at most 200 characters.'),
  effective: z.union([z.literal(''), z.iso.date('Give a day, such as 2026-01-31.')]),
  markdown: kept(2_000_000, 'Give at most 2,000,000 characters.'),
})

export const outlineInput = z.strictObject({ markdown: z.string() })
