/** An ISO 8601 duration of years, months, weeks and days in words: "12 months", or as another locale says it. */
export function durationWords(duration: string, locale = 'en-GB'): string {
  const [, ...counts] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration) ?? []
  const words = counts.flatMap((count: string | undefined, place) =>
    count === undefined ? [] : [inUnits(Number(count), UNITS[place] ?? 'day', locale)],
  )
  return words.length === 0 ? duration : new Intl.ListFormat(locale).format(words)
}

function inUnits(count: number, unit: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

const UNITS = ['year', 'month', 'week', 'day'] as const
