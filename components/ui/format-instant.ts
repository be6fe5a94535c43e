export type InstantDetail = 'day' | 'minute' | 'second'

/**
 * An instant in words, in UTC: "2 March 2026, 09:15 UTC", or with the day as another locale (BCP 47) writes it.
 * Takes a Date or ISO 8601; throws on anything else, because a wrong time on a record is worse than no page.
 */
export function formatInstant(
  at: Date | string,
  detail: InstantDetail = 'minute',
  locale = 'en-GB',
): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) throw new RangeError(`not an instant: ${String(at)}`)
  const day = daysIn(locale).format(date)
  if (detail === 'day') return day
  return `${day}, ${date.toISOString().slice(11, detail === 'minute' ? 16 : 19)} UTC`
}

function daysIn(locale: string): Intl.DateTimeFormat {
  const format =
    formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  formats.set(locale, format)
  return format
}

const formats = new Map<string, Intl.DateTimeFormat>()
