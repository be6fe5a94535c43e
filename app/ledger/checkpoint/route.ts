import { handle } from '#lib/http/handle.ts'
import { formatEtag, isKnownTo } from '#lib/http/etag.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findCheckpoint } from '#lib/queries/ledger.ts'

/** `<origin>/checkpoint` of C2SP tlog-tiles: the latest, so no cache keeps it for long. */
export const GET = handle('anyone', {}, async ({ request, context }) => {
  const note = await findCheckpoint(context)
  if (note === null) return problemResponse('not_found')
  const basis = context.digestOf(new TextEncoder().encode(note))
  const headers = { 'cache-control': 'public, max-age=1', etag: formatEtag(basis) }
  // Who polls a ledger that rests is told so in a few bytes.
  if (isKnownTo(request.headers.get('if-none-match'), basis))
    return new Response(null, { status: 304, headers })
  return new Response(note, {
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
  })
})
