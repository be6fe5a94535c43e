import { expect } from 'vitest'
import { createApiKey } from '#lib/commands/create-api-key.ts'
import type { ApiScope } from '#lib/domain/account/api-key.ts'
import type { RouteHandler } from '#lib/http/handle.ts'
import { countActs, problemOf } from './route-world.ts'
import { must, type World } from './world.ts'

export type ClientRequest = {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: unknown
  readonly ifMatch?: string | undefined
  readonly idempotencyKey?: string
}

/** A key for all of the platform, or for the one account. */
export async function keyFor(
  world: World,
  scopes: readonly ApiScope[],
  accountSlug: string | null = null,
): Promise<string> {
  const request = { name: 'Test client', accountSlug, scopes }
  return must(await createApiKey(world.commandLine, request, world.context)).key
}

/** Calls a handler as a platform's software does. */
export async function sendWithKey(
  key: string | null,
  handler: RouteHandler,
  { method = 'POST', params = {}, query = '', body, ifMatch, idempotencyKey }: ClientRequest = {},
): Promise<Response> {
  const headers = new Headers({
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  })
  const sent = new Request(`https://portal.test/api/v1/route${query}`, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  })
  return handler(sent, { params: Promise.resolve(params) })
}

/** The same in short: POST where there is a body. */
export function callWith(
  key: string | null,
  handler: RouteHandler,
  params: Readonly<Record<string, string>> = {},
  body?: unknown,
): Promise<Response> {
  return sendWithKey(key, handler, { method: body === undefined ? 'GET' : 'POST', params, body })
}

/**
 * What every route for a platform's software turns away: no key, one that is none, one without the scope,
 * and one of another account, to which this one does not exist. Nothing is written.
 */
export async function expectKeyOnly(
  world: World,
  handler: RouteHandler,
  scope: ApiScope,
  request: ClientRequest & { readonly account: string },
): Promise<void> {
  const { account, ...rest } = request
  const sent = { ...rest, params: { account, ...rest.params } }
  const others = (['decide', 'meetings', 'accounts', 'answers'] as const).filter(
    (each) => each !== scope,
  )
  const stranger = await world.account(`stranger-to-${account}-${String((strangers += 1))}`)
  const [lesser, foreign] = [
    await keyFor(world, others),
    await keyFor(world, [scope], stranger.slug),
  ]
  const before = await countActs(world)
  const invalid = `${lesser.slice(0, -1)}${lesser.endsWith('A') ? 'B' : 'A'}`
  // Where people have the address too, whoever has no key is asked to sign in.
  expect((await sendWithKey(null, handler, sent)).status).toBe(401)
  for (const key of [invalid, 'nonsense']) {
    const response = await sendWithKey(key, handler, sent)
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(await problemOf(response)).toBe('401 api_key_required')
  }
  expect(await problemOf(await sendWithKey(lesser, handler, sent))).toBe('403 scope_missing')
  expect(await problemOf(await sendWithKey(foreign, handler, sent))).toBe('404 not_found')
  expect(await countActs(world)).toBe(before)
}

let strangers = 0
