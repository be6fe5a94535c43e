import { z } from 'zod'

/**
 * What an account answers to a terms version, by whom. The name is typed and the authority stated for each
 * of the three answers: none of them comes easier than the others.
 */
export const acceptanceInput = z.strictObject({
  document: z.string().min(1).max(60),
  version: z.int().min(1).max(1_000_000),
  /** SHA-256 of the text that was on the screen, hex. */
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'This must be a SHA-256 digest, in hex.'),
  answer: z.enum(['accept', 'decline', 'later']),
  name: z.string().trim().min(1).max(200),
  /** The function that lets the person decide this: "Managing director, may sign alone". */
  authority: z.string().trim().min(1).max(200),
})

export type AcceptanceInput = z.input<typeof acceptanceInput>
