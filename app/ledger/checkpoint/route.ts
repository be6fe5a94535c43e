import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findCheckpoint } from '#lib/queries/ledger.ts'

/** `<origin>/checkpoint` of C2SP tlog-tiles: the latest, so no cache keeps it for long. */
export const GET = handle('anyone', {}, async ({ context }) => {
  const note = await findCheckpoint(context)
  if (note === null) return problemResponse('not_found')
  return new Response(note, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=1' },
  })
})
