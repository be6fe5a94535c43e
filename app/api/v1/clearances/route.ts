import { byteStream } from '#lib/http/byte-stream.ts'
import { handle } from '#lib/http/handle.ts'
import { readQuery } from '#lib/http/read-query.ts'
import { spooledLines } from '#lib/http/spooled-lines.ts'
import { clearanceQuery, manifestItem } from '#lib/schemas/manifest.ts'
import { clearanceLines, wishesIn } from './answer-lines.ts'

const MANIFEST_MAX_BYTES = 1024 * 1024 * 1024

/**
 * A manifest of up to a million items, one a line: each is answered by a line with what it may be used for now,
 * a signed clearance for what it may, and its usage preference.
 */
export const POST = handle('client:decide', {}, async ({ request, principal, context }) => {
  const { purposes } = readQuery(request, clearanceQuery)
  const lines = await spooledLines(request, MANIFEST_MAX_BYTES)
  const wishes = wishesIn(lines, manifestItem, (item, line) => ({ line, item, purposes }))
  const body = byteStream(clearanceLines(principal, wishes, { request, context }))
  return new Response(body, {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  })
})
