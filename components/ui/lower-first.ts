/** A title inside a sentence; one that begins with an abbreviation stays as it is. */
export function lowerFirst(title: string): string {
  return /^\p{Lu}\p{Lu}/u.test(title) ? title : title.slice(0, 1).toLowerCase() + title.slice(1)
}
