/** Each anchor, with the highest number that was set behind it to tell others apart. */
export type AnchorsTaken = Map<string, number>

/**
 * An anchor for a clause, unique among `taken` (to which it is added): its number and title in lower case,
 * letters and digits of any script joined by hyphens, at most 80 characters. Safe in a URL's fragment.
 */
export function clauseId(
  number: string | null,
  title: string | null,
  ordinal: number,
  taken: AnchorsTaken,
): string {
  const slug =
    slugOf([number, title].filter((part) => part !== null).join(' ')) || `part-${ordinal}`
  let id = slug
  let again = taken.get(slug) ?? 1
  while (taken.has(id)) id = `${slug}-${++again}`
  taken.set(slug, again)
  taken.set(id, taken.get(id) ?? 1)
  return id
}

function slugOf(text: string): string {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words
    .join('-')
    .slice(0, 80)
    .toWellFormed()
    .replace(/[-\uFFFD]+$/, '')
}
