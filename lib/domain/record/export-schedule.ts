import type { ExportFormat, ExportPeriod } from './export-wish.ts'

export const exportIntervals = ['day', 'week', 'month'] as const
export type ExportInterval = (typeof exportIntervals)[number]

/** What the worker exports by itself, and where to. */
export type ExportSchedule = {
  readonly id: string
  readonly accountId: string
  /** An absolute folder, or `s3://bucket/prefix`. */
  readonly target: string
  readonly every: ExportInterval
  readonly format: ExportFormat
}

/** One export of a schedule that is due. */
export type ExportRun = ExportSchedule & {
  readonly accountSlug: string
  readonly period: ExportPeriod
  /** Of the ledger; null before its first attempt. */
  readonly size: number | null
  /** How often it was tried in vain. */
  readonly attempts: number
}

/** An act of the last moment of a period is on record by then, also where clocks differ a little. */
const GRACE_MS = 5 * 60_000

/** The whole periods from the one of `from` on that are over: days, weeks from Monday, months, all in UTC. */
export function duePeriods(every: ExportInterval, from: Date, now: Date): ExportPeriod[] {
  const periods: ExportPeriod[] = []
  for (let since = startOf(every, from); ;) {
    const until = endOf(every, since)
    if (until.getTime() + GRACE_MS > now.getTime()) return periods
    periods.push({ since, until })
    since = until
  }
}

/** How long to wait after so many attempts in vain: half a minute, twice as long each time, six hours at most. */
export function backoffMs(attempts: number): number {
  return Math.min(30_000 * 2 ** Math.max(attempts - 1, 0), 6 * 3_600_000)
}

function startOf(every: ExportInterval, at: Date): Date {
  const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()))
  if (every === 'week') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  if (every === 'month') day.setUTCDate(1)
  return day
}

function endOf(every: ExportInterval, since: Date): Date {
  const end = new Date(since)
  if (every === 'month') end.setUTCMonth(end.getUTCMonth() + 1)
  else end.setUTCDate(end.getUTCDate() + (every === 'week' ? 7 : 1))
  return end
}
