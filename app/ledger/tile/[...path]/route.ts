import { z } from 'zod'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findTile } from '#lib/queries/ledger.ts'

/** `<origin>/tile/<level>/<index>[.p/<width>]` and `<origin>/tile/entries/…` of C2SP tlog-tiles. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  const { path } = await params
  return getTile(request, { params: Promise.resolve({ path: `tile/${path.join('/')}` }) })
}

const params = z.object({ path: z.string() })

const getTile = handle('anyone', { params }, async ({ params, context }) => {
  const bytes = await findTile(params.path, context)
  if (bytes === null) return problemResponse('not_found')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  })
})
