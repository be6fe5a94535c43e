/** A piece of text as it stands in the page, and the block (paragraph, heading, cell) that it stands in. */
export type Segment = { text: string; block: unknown }

export type Place = { segment: number; offset: number }

export type Occurrence = { start: Place; end: Place }

/**
 * Where a query occurs, across bold type and links but never across blocks. Letter case, kinds of space and
 * kinds of quotation mark do not matter. At most `limit` occurrences.
 */
export function findOccurrences(
  segments: readonly Segment[],
  query: string,
  limit = 2_000,
): Occurrence[] {
  const words = fold(query).split(' ').filter(Boolean)
  if (words.length === 0) return []
  const starts: number[] = []
  let whole = ''
  let block: unknown = null
  for (const segment of segments) {
    if (segment.block !== block) whole += separator
    block = segment.block
    starts.push(whole.length)
    whole += fold(segment.text)
  }
  const pattern = new RegExp(words.map(escape).join(' +'), 'g')
  const found: Occurrence[] = []
  for (const { index, 0: match } of whole.matchAll(pattern)) {
    if (found.length >= limit) break
    const end = placeOf(starts, index + match.length - 1)
    found.push({ start: placeOf(starts, index), end: { ...end, offset: end.offset + 1 } })
  }
  return found
}

const separator = '\0'

/** As many UTF-16 units as came in, so that places in the folded text are places in the page. */
function fold(text: string): string {
  const plain = text
    .replace(/\s/g, ' ')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"')
  const lower = plain.toLowerCase()
  if (lower.length === plain.length) return lower
  return plain.replace(/./gsu, (sign) =>
    sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign,
  )
}

function placeOf(starts: readonly number[], at: number): Place {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return { segment: low, offset: at - (starts[low] ?? 0) }
}

function escape(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
