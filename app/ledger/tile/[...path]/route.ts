import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
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

const getTile = handle('anyone', { params }, async ({ request, params, context }) => {
  const bytes = await findTile(params.path, context)
  if (bytes === null) return problemResponse('not_found')
  const headers = {
    'content-type': 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
  }
  if (!params.path.startsWith('tile/entries/'))
    return new Response(new Uint8Array(bytes), { headers })
  // Bundles of entries should be compressed, says the specification; hashes have nothing to gain.
  const varying = { ...headers, vary: 'accept-encoding' }
  if (!accepts(request, 'gzip')) return new Response(new Uint8Array(bytes), { headers: varying })
  return new Response(new Uint8Array(await compress(bytes)), {
    headers: { ...varying, 'content-encoding': 'gzip' },
  })
})

const compress = promisify(gzip)

/** RFC 9110 section 12.5.3, as far as clients use it: the coding is named, and not with a weight of 0. */
function accepts(request: Request, coding: string): boolean {
  const listed = (request.headers.get('accept-encoding') ?? '').toLowerCase().split(',')
  return listed.some((each) => {
    const [name = '', weight = ''] = each.split(';').map((part) => part.trim())
    return name === coding && !/^q=0(\.0*)?$/.test(weight)
  })
}
