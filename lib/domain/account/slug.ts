/** A name in URLs and on the command line: lower-case letters, digits and single hyphens, 2 to 60 long. */
export function isSlug(text: string): boolean {
  return text.length >= 2 && text.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
}
