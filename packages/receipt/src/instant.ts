import { FormatError } from './format-error.ts'

/**
 * Milliseconds since 1970 of an instant in UTC as `2026-03-02T09:15:04Z`, with milliseconds
 * (`…04.250Z`) or without. Throws FormatError for any other spelling and for a day that does not exist.
 */
export function parseInstant(text: string): number {
  const milliseconds = INSTANT.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(milliseconds)) throw new FormatError('an instant is not written in UTC')
  // Date.parse takes 30 February for 2 March.
  if (new Date(milliseconds).getUTCDate() !== Number(text.slice(8, 10))) {
    throw new FormatError('an instant names a day that does not exist')
  }
  return milliseconds
}

/** `2 March 2026 at 09:15:04 UTC`. */
export function describeInstant(text: string): string {
  const instant = new Date(parseInstant(text))
  const month = MONTHS[instant.getUTCMonth()] ?? ''
  const date = `${String(instant.getUTCDate())} ${month} ${String(instant.getUTCFullYear())}`
  return `${date} at ${text.slice(11, 19)} UTC`
}

const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z$/

const MONTHS = [
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
] as const
