/**
 * An anchor for a clause, unique among `taken` (to which it is added): its number and title in lower case,
 * letters and digits of any script joined by hyphens, at most 80 characters. Safe in a URL's fragment.
 */
export function clauseId(
  number: string | null,
  title: string | null,
  ordinal: number,
  taken: Set<string>,
): string {
  const slug =
    slugOf([number, title].filter((part) => part !== null).join(' ')) || `part-${ordinal}`
  let id = slug
  for (let again = 2; taken.has(id); again++) id = `${slug}-${again}`
  taken.add(id)
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
