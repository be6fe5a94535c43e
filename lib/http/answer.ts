/** The answer to what was looked up or changed: JSON that no cache keeps. */
export function answer(value: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(value, { headers: { 'cache-control': 'no-store', ...headers } })
}

/** 201, for what came to be. `location` is its path (RFC 9110, section 15.3.2). */
export function created(
  location: string,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(value, {
    status: 201,
    headers: { 'cache-control': 'no-store', location, ...headers },
  })
}

/** 204: done, and nothing to say about it. */
export function done(headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store', ...headers } })
}
