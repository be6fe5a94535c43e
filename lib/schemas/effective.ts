import { z } from 'zod'

/** When terms take effect: a date, meaning its first instant in UTC, or an instant (ISO 8601). */
export const effectiveInput = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    'Write a date such as 2026-01-31, or an instant such as 2026-01-31T09:00:00Z.',
  )
  .transform((text) => new Date(text))
