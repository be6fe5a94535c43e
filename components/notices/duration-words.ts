/** An ISO 8601 duration of years, months, weeks and days in words: "12 months". */
export function durationWords(duration: string): string {
  const [, ...counts] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration) ?? []
  const words = counts.flatMap((count: string | undefined, place) =>
    count === undefined ? [] : [`${count} ${UNITS[place] ?? ''}${count === '1' ? '' : 's'}`],
  )
  return words.length === 0 ? duration : words.join(' and ')
}

const UNITS = ['year', 'month', 'week', 'day']
