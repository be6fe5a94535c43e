export type InstantDetail = 'day' | 'minute' | 'second'

/**
 * An instant in words, in UTC and in no locale but this: "2 March 2026, 09:15 UTC". Takes a Date or
 * ISO 8601; throws on anything else, because a wrong time on a record is worse than no page.
 */
export function formatInstant(at: Date | string, detail: InstantDetail = 'minute'): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) throw new RangeError(`not an instant: ${String(at)}`)
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`
  if (detail === 'day') return day
  return `${day}, ${date.toISOString().slice(11, detail === 'minute' ? 16 : 19)} UTC`
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
