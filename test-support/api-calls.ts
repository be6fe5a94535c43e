import { createApiKey } from '#lib/commands/create-api-key.ts'
import type { ApiScope } from '#lib/domain/account/api-key.ts'
import type { RouteHandler } from '#lib/http/handle.ts'
import { must, type World } from './world.ts'

/** A key of the platform's software; of one account where that is said. */
export async function keyFor(
  { context, commandLine }: World,
  scopes: readonly ApiScope[],
  accountSlug: string | null = null,
): Promise<string> {
  return must(await createApiKey(commandLine, { name: 'A test', accountSlug, scopes }, context)).key
}

/** Calls a handler as a platform's software does: with a key or without one, POST where there is a body. */
export function callWith(
  key: string | null,
  handler: RouteHandler,
  params: Readonly<Record<string, string>> = {},
  body?: unknown,
): Promise<Response> {
  const headers = new Headers(key === null ? {} : { authorization: `Bearer ${key}` })
  if (body !== undefined) headers.set('content-type', 'application/json')
  const init =
    body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) }
  const sent = new Request('https://portal.test/api/v1', init)
  return handler(sent, { params: Promise.resolve({ ...params }) })
}
