import { formatEtag, isKnownTo } from '#lib/http/etag.ts'
import { handle } from '#lib/http/handle.ts'
import { getKeySet } from '#lib/queries/signing-keys.ts'

/** Served as `/.well-known/jwks.json`: a JWK Set (RFC 7517) of every public key that ever signed here: none is taken away. */
export const GET = handle('anyone', {}, async ({ request, context }) => {
  const body = JSON.stringify(await getKeySet(context))
  const basis = context.digestOf(new TextEncoder().encode(body))
  const headers = { 'cache-control': 'public, max-age=300', etag: formatEtag(basis) }
  if (isKnownTo(request.headers.get('if-none-match'), basis))
    return new Response(null, { status: 304, headers })
  return new Response(body, { headers: { ...headers, 'content-type': 'application/jwk-set+json' } })
})
