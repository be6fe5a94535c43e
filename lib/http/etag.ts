/** A strong entity-tag (RFC 9110, section 8.8.3) of what a page rested on: a digest or a revision. */
export function formatEtag(basis: string | number): string {
  return `"${basis}"`
}

export type IfMatch =
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'basis'; readonly basis: string }

/**
 * What an If-Match header holds. One strong tag exactly: a page has one basis, and `*` would say that
 * any page will do, which is what the header is there to rule out.
 */
export function parseIfMatch(header: string | null): IfMatch {
  if (header === null) return { kind: 'absent' }
  const basis = /^"([\x21\x23-\x7e]+)"$/.exec(header.trim())?.[1]
  return basis === undefined ? { kind: 'malformed' } : { kind: 'basis', basis }
}

/** Whether an If-None-Match header names what there is (RFC 9110, section 13.1.2: compared weakly). */
export function isKnownTo(header: string | null, basis: string): boolean {
  if (header === null) return false
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return header.trim() === '*' || tags.includes(formatEtag(basis))
}

/** The revision that a basis names; one that nothing has where there is none, so that it never matches. */
export function revisionIn(basis: string | null): number {
  return basis !== null && /^\d{1,9}$/.test(basis) ? Number(basis) : -1
}
