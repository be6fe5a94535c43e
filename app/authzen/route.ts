import { readSettings } from '#lib/env.ts'
import { forAnyOrigin } from '#lib/http/any-origin.ts'
import { authzenConfiguration } from '#lib/http/authzen-configuration.ts'
import { handle } from '#lib/http/handle.ts'

/** Served as `/.well-known/authzen-configuration`: where the decision point is, and what it offers. */
export const GET = forAnyOrigin(
  handle('anyone', {}, ({ context }) => {
    const { decisionPoint } = readSettings()
    const document = authzenConfiguration(context.publicUrl, {
      endpoints: decisionPoint.url,
      portal: context.publicUrl,
    })
    const headers = { 'cache-control': 'public, max-age=300' }
    return Promise.resolve(Response.json(document, { headers }))
  }),
)
