import { env } from '#lib/env.ts'
import { handle } from '#lib/http/handle.ts'
import { verifyDocument } from '#lib/http/verify-document.ts'
import { listVerifierKeys } from '#lib/queries/ledger.ts'

/** Verify a receipt: a page that is one file, so that a copy of it works anywhere and for good. */
export const GET = handle('anyone', {}, async ({ context }) => {
  const { operatorName, publicUrl } = env()
  return verifyDocument({
    name: operatorName,
    url: publicUrl,
    ledgerKeys: await listVerifierKeys(context),
    at: context.now().toISOString(),
  })
})
