import { readByteRange } from '#lib/http/byte-range.ts'
import { byteStream } from '#lib/http/byte-stream.ts'
import { formatEtag } from '#lib/http/etag.ts'
import { handle } from '#lib/http/handle.ts'
import { readQuery } from '#lib/http/read-query.ts'
import { readExport } from '#lib/queries/export-file.ts'
import { findExport } from '#lib/queries/exports.ts'
import { exportQuery, exportWish } from '#lib/schemas/export-query.ts'

/**
 * The acts of an account, as they are streamed out of PostgreSQL. A download that was cut goes on with
 * Range and If-Range, also at another portal: the same address is the same bytes.
 */
export const GET = handle('member', {}, async ({ request, principal, context }) => {
  const wish = exportWish(readQuery(request, exportQuery), context.now())
  const found = await findExport(principal, wish, context)
  if (!found.ok) return found
  const { name, bytes, basis, format } = found.value
  const range = readByteRange(request.headers, bytes, basis)
  const { from, until } = range ?? { from: 0, until: bytes }
  return new Response(byteStream(readExport(found.value, { from, until }, context)), {
    status: range === null ? 200 : 206,
    headers: {
      'content-type': mediaTypes[format],
      'content-length': String(until - from),
      'content-disposition': `attachment; filename="${name}"`,
      'accept-ranges': 'bytes',
      etag: formatEtag(basis),
      // Compressed on its way it would have another length, and could not be gone on with.
      'cache-control': 'private, no-store, no-transform',
      ...(range === null
        ? {}
        : { 'content-range': `bytes ${String(from)}-${String(until - 1)}/${String(bytes)}` }),
    },
  })
})

const mediaTypes = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8; header=present',
} as const
