import type { DigestOf } from '#lib/domain/consent/basis.ts'

/** The name of the provider that next-auth knows sign-in links by; a part of every link. */
export const LINK_PROVIDER = 'link'

/**
 * What next-auth appends to a link's token before it takes the digest. Not a secret: the token is one.
 * So a link made on the command line holds in a portal that has another NEXTAUTH_SECRET.
 */
export const LINK_SUFFIX = 'assent-sign-in-link'

/** What is kept of a link's token, as next-auth computes it: SHA-256 over token and suffix, hex. */
export function linkTokenDigest(token: string, digestOf: DigestOf): string {
  return digestOf(new TextEncoder().encode(`${token}${LINK_SUFFIX}`))
}

/** The address that next-auth takes the link back at. */
export function signInLinkUrl(publicUrl: string, link: { token: string; email: string }): string {
  const { token, email } = link
  const query = new URLSearchParams({ callbackUrl: publicUrl, token, email })
  return `${publicUrl}/api/auth/callback/${LINK_PROVIDER}?${query.toString()}`
}
