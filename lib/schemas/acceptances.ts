import { z } from 'zod'
import { byInput, externalIdInput } from './registry.ts'

const shown = {
  document: z.string().min(1).max(60),
  version: z.int().min(1).max(1_000_000),
  /** SHA-256 of the text that was on the screen, hex. */
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'This must be a SHA-256 digest, in hex.'),
}

/**
 * What an account answers to a terms version, by whom. To accept and to decline the name is typed and the
 * authority stated: neither comes easier than the other. Putting it off answers nothing and is not signed.
 */
export const acceptanceInput = z.discriminatedUnion('answer', [
  z.strictObject({
    ...shown,
    answer: z.enum(['accept', 'decline']),
    name: z.string().trim().min(1).max(200),
    /** The function that lets the person decide this: "Managing director, may sign alone". */
    authority: z.string().trim().min(1).max(200),
  }),
  z.strictObject({
    ...shown,
    answer: z.literal('later'),
    /** A day after today, at most a year ahead; a fortnight on where none is named. */
    until: z.iso.date('This must be a day, as YYYY-MM-DD.').optional(),
  }),
])

export type AcceptanceInput = z.input<typeof acceptanceInput>

/** The same from the platform's own client, where the text with that digest was displayed. */
export const conveyedAcceptanceInput = z.strictObject({
  ...byInput,
  by: externalIdInput,
  acceptance: acceptanceInput,
})
