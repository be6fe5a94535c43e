import { env } from '#lib/env.ts'

/**
 * Whether a request that changes something may do so: it was made by a page of this portal, or by no
 * browser at all. A browser says where a request comes from (Fetch Metadata, Origin), and a page of
 * another site cannot make it say otherwise; what says neither carries no cookie that it was not given.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = request.headers.get('origin')
  if (origin === null) return true
  // A proxy in front may have changed the Host; then it is the public URL that pages were opened by.
  return origin === env().publicUrl || hostOf(origin) === request.headers.get('host')
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
