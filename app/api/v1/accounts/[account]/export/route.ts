import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { readQuery } from '#lib/http/read-query.ts'
import { apiPaths } from '#lib/paths.ts'
import { findExport } from '#lib/queries/exports.ts'
import { exportQuery, exportWish } from '#lib/schemas/export-query.ts'

/** How large an export is, and where it and its manifest are taken: addresses of exactly this file. */
export const GET = handle('member', {}, async ({ request, principal, context }) => {
  const query = readQuery(request, exportQuery)
  const found = await findExport(principal, exportWish(query, context.now()), context)
  if (!found.ok) return found
  const { name, lines, bytes, selection } = found.value
  const { since, until } = selection.period
  const asked = {
    format: query.format,
    scope: query.scope,
    from: since.toISOString().slice(0, 10),
    to: new Date(until.getTime() - 1).toISOString().slice(0, 10),
    size: String(selection.size),
  }
  return answer({
    name,
    lines,
    bytes,
    size: selection.size,
    file: apiPaths.exportFile(principal.accountSlug, asked),
    manifest: apiPaths.exportManifest(principal.accountSlug, asked),
  })
})
