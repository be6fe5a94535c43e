import type { RouteHandler } from './handle.ts'

/** One address for people and for a platform's software: a request with a key is never taken for a person's. */
export function byCaller(callers: {
  readonly software: RouteHandler
  readonly member: RouteHandler
}): RouteHandler {
  return (request, route) => {
    const { headers } = request
    const hasKey = headers.has('authorization') || headers.has('x-api-key')
    return (hasKey ? callers.software : callers.member)(request, route)
  }
}
