import { z } from 'zod'
import type { EventKind } from '#lib/domain/ledger/act.ts'
import { eventKindWords } from '#lib/domain/record/act-sentence.ts'

/** What the address of the record asks for: `?kinds=choices_made,permissions_set&before=120`. */
export const recordQuery = z.strictObject({
  /** One or several, with commas between them. */
  kinds: z
    .string()
    .transform((text) => text.split(','))
    .pipe(
      z.array(
        z.enum(
          Object.keys(eventKindWords) as [EventKind, ...EventKind[]],
          `Give kinds of act with commas between them: ${Object.keys(eventKindWords).join(', ')}.`,
        ),
      ),
    )
    .nullable()
    .default(null),
  /** A position: only what stands below it. */
  before: z
    .string()
    .regex(/^\d{1,15}$/, 'Give a position in the record, such as 120.')
    .transform(Number)
    .nullable()
    .default(null),
})

/** With its offset from UTC: what has none means another instant to each who reads it. */
export const instantInput = z.iso
  .datetime({ offset: true, error: 'Give an instant with its zone, such as 2026-02-03T09:30:00Z.' })
  .transform((text) => new Date(text))

/** The state at an instant: `?account=harbour&subject=…&at=2026-02-03T09:30:00Z`; about oneself without a subject. */
export const stateQuery = z.strictObject({
  account: z
    .string('Name the account by its short name.')
    .min(1, 'Name the account by its short name.'),
  subject: z.uuid('Name the member by their id.').nullable().default(null),
  at: instantInput,
})
