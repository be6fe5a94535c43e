import { handle } from '#lib/http/handle.ts'
import { readQuery } from '#lib/http/read-query.ts'
import { digestExport, manifestOf } from '#lib/queries/export-file.ts'
import { findExport } from '#lib/queries/exports.ts'
import { exportQuery, exportWish } from '#lib/schemas/export-query.ts'
import { manifestSigner } from '#lib/signing/manifest-signer.ts'

/**
 * What the file of the same address is, whole: its lines, its length, its digest and the checkpoint, signed.
 * The file is read once more for it, so that whoever downloads it in pieces gets a digest of all.
 */
export const GET = handle('member', {}, async ({ request, principal, context }) => {
  const wish = exportWish(readQuery(request, exportQuery), context.now())
  const found = await findExport(principal, wish, context)
  if (!found.ok) return found
  const sha256 = await digestExport(found.value, context)
  const signer = manifestSigner(context.keys)
  const manifest = manifestOf(found.value, sha256, { signer, now: context.now })
  return new Response(manifest, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${found.value.name}.manifest"`,
      'cache-control': 'private, no-store',
    },
  })
})
