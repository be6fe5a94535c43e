import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { sessionCookie } from '#lib/auth/session-cookie.ts'
import type { RouteHandler } from '#lib/http/handle.ts'
import { appendSession } from '#lib/store/sessions.ts'
import { tokenDigest } from '#lib/store/token-digest.ts'
import type { World } from './world.ts'

/** A request of a test: JSON unless `raw` says otherwise, by a page of this portal. */
export type TestRequest = {
  /** The account in the URL; the caller's own unless said. */
  readonly account?: string
  /** The other parts of the URL that vary. */
  readonly params?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly raw?: string
  readonly contentType?: string
  readonly ifMatch?: string | undefined
  readonly site?: 'same-origin' | 'cross-site'
}

/** Calls a POST handler of `/api/v1/accounts/[account]/…` as that member, or as a stranger. */
export async function postAs(
  world: World,
  caller: MemberPrincipal | null,
  handler: RouteHandler,
  request: TestRequest = {},
): Promise<Response> {
  const account = request.account ?? caller?.accountSlug ?? 'harbour'
  const headers = new Headers({
    'content-type': request.contentType ?? 'application/json',
    'sec-fetch-site': request.site ?? 'same-origin',
    ...(caller === null ? {} : { cookie: await cookieOf(world, caller) }),
    ...(request.ifMatch === undefined ? {} : { 'if-match': `"${request.ifMatch}"` }),
  })
  const body = request.raw ?? (request.body === undefined ? null : JSON.stringify(request.body))
  const url = `https://portal.test/api/v1/accounts/${account}`
  const sent = new Request(url, { method: 'POST', headers, body })
  return handler(sent, { params: Promise.resolve({ account, ...request.params }) })
}

/** Calls a GET handler as that member, or as a stranger, with these parts of its URL; more are headers. */
export async function getAs(
  world: World,
  caller: MemberPrincipal | null,
  handler: RouteHandler,
  params: Readonly<Record<string, string>>,
  { query = '', ...more }: { readonly query?: string } & Readonly<Record<string, string>> = {},
): Promise<Response> {
  const headers = new Headers(caller === null ? {} : { cookie: await cookieOf(world, caller) })
  for (const [name, value] of Object.entries(more)) headers.set(name, value)
  const sent = new Request(`https://portal.test/${query}`, { headers })
  return handler(sent, { params: Promise.resolve(params) })
}

/** How many acts are on record. */
export async function countActs({ database }: World): Promise<number> {
  const { rows } = await database.pool.query<{ acts: number }>(
    'SELECT count(*)::int AS acts FROM event',
  )
  return rows[0]?.acts ?? 0
}

/** The status of a problem document with its code, as "412 stale_page". */
export async function problemOf(response: Response): Promise<string> {
  const { code } = (await response.json()) as { code: string }
  return `${String(response.status)} ${code}`
}

async function cookieOf({ database, context }: World, { personId }: MemberPrincipal) {
  const token = randomBytes(16).toString('hex')
  const expiresAt = new Date(context.now().getTime() + 12 * 60 * 60 * 1000)
  await appendSession(database, { tokenDigest: tokenDigest(token), personId, expiresAt })
  return `${sessionCookie().name}=${token}`
}

/** What every route that reads JSON turns away before it looks any further. Nothing is written. */
export async function expectJsonOnly(
  world: World,
  caller: MemberPrincipal,
  handler: RouteHandler,
  good: unknown,
): Promise<void> {
  const problemFor = async (request: TestRequest) =>
    problemOf(await postAs(world, caller, handler, request))
  const before = await countActs(world)
  expect(await problemFor({ raw: '{"question":' })).toBe('400 json_malformed')
  expect(await problemFor({ raw: '' })).toBe('400 body_missing')
  expect(await problemFor({ body: good, contentType: 'text/plain' })).toBe('415 json_expected')
  expect(await problemFor({ body: {} })).toBe('422 input_invalid')
  expect(await problemFor({ body: { ...Object(good), more: 1 } })).toBe('422 input_invalid')
  expect(await problemFor({ body: good, site: 'cross-site' })).toBe('403 cross_origin')
  expect(await countActs(world)).toBe(before)
}

/** Strangers are to sign in, and another account is as good as none. Nothing is written. */
export async function expectMembersOnly(
  world: World,
  callers: { readonly outsider: MemberPrincipal; readonly account: string },
  handler: RouteHandler,
  body: unknown,
): Promise<void> {
  const { outsider, account } = callers
  const before = await countActs(world)
  const problemFor = async (caller: MemberPrincipal | null, to: string) =>
    problemOf(await postAs(world, caller, handler, { account: to, body }))
  expect(await problemFor(null, account)).toBe('401 not_signed_in')
  expect(await problemFor(outsider, account)).toBe('404 not_found')
  expect(await problemFor(outsider, 'no-such-account')).toBe('404 not_found')
  expect(await countActs(world)).toBe(before)
}
