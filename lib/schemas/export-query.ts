import { z } from 'zod'
import type { ExportPeriod, ExportWish } from '#lib/domain/record/export-wish.ts'

const day = z.iso.date('Give a day such as 2026-02-03.')
const days = { from: day, to: day }
const isForward = ({ from, to }: { from?: string | null; to?: string | null }) =>
  from == null || to == null || from <= to
const backwards = {
  path: ['to'],
  error: 'The last day comes before the first. Give it the other way round.',
}

/** What an address asks to export: `?format=csv&from=2026-01-01&to=2026-03-31&scope=account&size=120`. */
export const exportQuery = z
  .strictObject({
    format: z.enum(['ndjson', 'csv'], 'Give ndjson or csv.').default('ndjson'),
    scope: z.enum(['account', 'everyone'], 'Give account or everyone.').default('account'),
    /** The first and the last day, both of them in it, in UTC. */
    from: day.nullable().default(null),
    to: day.nullable().default(null),
    /** The size of the ledger to export from, as an earlier answer named it. */
    size: z
      .string()
      .regex(/^[1-9]\d{0,14}$/, 'Give a size of the ledger, such as 120.')
      .transform(Number)
      .nullable()
      .default(null),
  })
  .refine(isForward, backwards)

export type ExportQuery = z.infer<typeof exportQuery>

/** An auditor's reason for taking away what members answered in these days. */
export const disclosureInput = z
  .strictObject({
    ...days,
    reason: z
      .string()
      .trim()
      .min(10, 'Say in a few words why you take this away.')
      .max(1000, 'Give at most 1,000 characters.'),
  })
  .refine(isForward, backwards)

/** From the beginning, and up to today, where no day is said. */
export function exportWish({ from, to, ...wish }: ExportQuery, now: Date): ExportWish {
  return { ...wish, period: periodOf(from ?? '1970-01-01', to ?? now.toISOString().slice(0, 10)) }
}

/** From the first moment of one day to the last of the other, in UTC. */
export function periodOf(from: string, to: string): ExportPeriod {
  const until = new Date(`${to}T00:00:00Z`)
  until.setUTCDate(until.getUTCDate() + 1)
  return { since: new Date(`${from}T00:00:00Z`), until }
}
