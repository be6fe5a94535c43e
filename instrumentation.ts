import type { Instrumentation } from 'next'
import { faultOf } from '#lib/http/fault.ts'
import { log } from '#lib/log.ts'

/** Called by Next.js for whatever a page throws. The digest is the reference that its reader is shown. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  const { routePath: route } = context
  log.error({ method: request.method, route, digest, ...faultOf(error) }, 'page failed')
}
