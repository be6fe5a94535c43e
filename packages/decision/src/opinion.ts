/** What one voter holds about one question, from the strictest to the only one that permits. */
export type Opinion = 'PROHIBITED' | 'DENY' | 'UNSET' | 'GRANT'

/** Strictest first: the index is the rank that `combine` takes the minimum of. */
export const OPINIONS: readonly Opinion[] = ['PROHIBITED', 'DENY', 'UNSET', 'GRANT']

/**
 * The minimum of the opinions, or null when there is none. The minimum commutes, associates and is
 * idempotent, so the order of voters never matters and asking one twice changes nothing.
 * Throws on a value outside the union: an unknown opinion must never count as a yes.
 */
export function combine(opinions: Iterable<Opinion>): Opinion | null {
  let lowest: number | null = null
  for (const opinion of opinions) {
    const rank = rankOf(opinion)
    lowest = lowest === null ? rank : Math.min(lowest, rank)
  }
  return lowest === null ? null : (OPINIONS[lowest] ?? null)
}

/** Permitted exactly at GRANT: silence, a ceiling and the absence of any voter are all a no. */
export function isPermitted(opinion: Opinion | null): boolean {
  return opinion === 'GRANT'
}

function rankOf(opinion: Opinion): number {
  const rank = OPINIONS.indexOf(opinion)
  if (rank < 0) throw new TypeError(`unknown opinion ${JSON.stringify(opinion)}`)
  return rank
}
