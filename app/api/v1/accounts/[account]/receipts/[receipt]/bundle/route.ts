import { z } from 'zod'
import { env } from '#lib/env.ts'
import { bundleFiles } from '#lib/exports/bundle-files.ts'
import { zipParts } from '#lib/exports/zip-parts.ts'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { findReceiptBundle } from '#lib/queries/receipt-files.ts'

const params = z.object({ receipt: z.string() })

/** The receipt as a zip of its parts. Its name is of letters, digits and hyphens only. */
export const GET = handle('member', { params }, async ({ principal, params, context }) => {
  const bundle = await findReceiptBundle(principal, params.receipt, context)
  if (bundle === null) return problemResponse('not_found')
  const { operatorName } = env()
  const files = await bundleFiles(bundle, { operatorName, publicUrl: context.publicUrl })
  return new Response(zipParts(files, bundle.at), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${bundle.name}"`,
      'cache-control': 'private, no-store',
    },
  })
})
