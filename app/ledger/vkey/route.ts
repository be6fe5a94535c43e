import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { listVerifierKeys } from '#lib/queries/ledger.ts'

/** One line: what stands after `log` in a trust policy. */
export const GET = handle('anyone', {}, async ({ context }) => {
  const [key] = await listVerifierKeys(context)
  if (key === undefined) return problemResponse('not_found')
  return new Response(`${key}\n`, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=300',
    },
  })
})
