import { byteStream } from '#lib/http/byte-stream.ts'
import { handle } from '#lib/http/handle.ts'
import { spooledLines } from '#lib/http/spooled-lines.ts'
import { clearanceCheck } from '#lib/schemas/manifest.ts'
import { openClearance } from '#lib/signing/sign-clearance.ts'
import { clearanceLines, wishesIn, type Wish } from '../answer-lines.ts'

const CHECKS_MAX_BYTES = 1024 * 1024 * 1024

/**
 * Clearances to be checked again, one a line, before what they are about is used: each is asked anew, however
 * old it is, and answered as a manifest is. One that was not signed here, or was changed, permits nothing.
 */
export const POST = handle('client:decide', {}, async ({ request, principal, context }) => {
  const lines = await spooledLines(request, CHECKS_MAX_BYTES)
  const keyOf = (kid: string) => context.keys.find(kid)?.publicKey ?? null
  const wishOf = ({ clearance }: { readonly clearance: string }, line: number): Wish => {
    const opened = openClearance(clearance, keyOf)
    if (opened.ok) return { line, item: opened.value.item, purposes: [opened.value.purpose] }
    return { line, errors: [{ field: 'clearance', message: 'This portal did not sign it so.' }] }
  }
  const wishes = wishesIn(lines, clearanceCheck, wishOf)
  const body = byteStream(clearanceLines(principal, wishes, { request, context }))
  return new Response(body, {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  })
})
