import type { RouteHandler } from './handle.ts'

/**
 * Lets pages of any origin read the answers of a route, problems too: a page that was saved to a disk has
 * the origin null. Only for what needs no sign-in; without credentials allowed, none can be sent along.
 */
export function forAnyOrigin(handler: RouteHandler): RouteHandler {
  return async (request, route) => {
    const response = await handler(request, route)
    response.headers.set('access-control-allow-origin', '*')
    return response
  }
}
