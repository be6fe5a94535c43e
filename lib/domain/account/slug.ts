/** A name in URLs and on the command line: lower-case letters, digits and single hyphens, 2 to 60 long. */
export function isSlug(text: string): boolean {
  return text.length >= 2 && text.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
}

/** What a document is called until somebody names it: "terms-of-service" reads "Terms of service". */
export function titleOf(slug: string): string {
  const words = slug.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
