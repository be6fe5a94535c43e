/**
 * An instant as ISO 8601 in UTC, ending in `Z`, to the second or the millisecond. The rules take and
 * give these strings; a Date exists only at the edges.
 */
export type Instant = string

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/
const DURATION = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/

/** Compared as numbers: as text `…04.500Z` would come before `…04Z`. */
export function isAtOrBefore(earlier: Instant, later: Instant): boolean {
  return toMilliseconds(earlier) <= toMilliseconds(later)
}

/** An ISO 8601 duration of whole years, months, weeks and days, such as P1Y or P30D. */
export function isCalendarDuration(text: string): boolean {
  return text !== 'P' && DURATION.test(text)
}

/**
 * The instant after a calendar duration, in UTC. Where the month is shorter, its last day: one month
 * after January 31 is the end of February. Throws on a form it does not know.
 */
export function addDuration(instant: Instant, duration: string): Instant {
  const parts = isCalendarDuration(duration) ? DURATION.exec(duration) : null
  if (!parts) throw new TypeError(`not a calendar duration: ${JSON.stringify(duration)}`)
  const [, years = '0', months = '0', weeks = '0', days = '0'] = parts
  const date = addMonths(new Date(toMilliseconds(instant)), Number(years) * 12 + Number(months))
  date.setUTCDate(date.getUTCDate() + Number(weeks) * 7 + Number(days))
  return date.toISOString()
}

function toMilliseconds(instant: Instant): number {
  const milliseconds = INSTANT.test(instant) ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(milliseconds)) throw new TypeError(`not an instant: ${JSON.stringify(instant)}`)
  return milliseconds
}

function addMonths(date: Date, months: number): Date {
  const moved = new Date(date)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0))
  moved.setUTCDate(Math.min(date.getUTCDate(), lastDay.getUTCDate()))
  return moved
}
