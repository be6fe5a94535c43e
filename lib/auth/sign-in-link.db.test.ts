import NextAuth from 'next-auth'
import type { NextApiRequest, NextApiResponse } from 'next'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createSignInLink } from '#lib/commands/create-sign-in-link.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { findSession } from '#lib/store/sessions.ts'
import { tokenDigest } from '#lib/store/token-digest.ts'
import { testDatabase } from '../../test-support/database.ts'
import { must, openWorld, type World } from '../../test-support/world.ts'
import { authOptions } from './options.ts'
import { currentPerson } from './principal.ts'
import { signInErrorSentence } from './sign-in-error.ts'

const at = await testDatabase()
Object.assign(process.env, { DATABASE_URL: at.url, PUBLIC_URL: 'https://portal.example' })
const database = openDatabase(at.url)
const email = 'mia.member@people.example'
let world: World
let member: MemberPrincipal
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database, { now: () => new Date(), publicUrl: 'https://portal.example' })
  await world.account('harbour')
  member = await world.member('harbour', 'Mia Member')
  expect(member.role).toBe('member')
})
beforeEach(() => database.pool.query('DELETE FROM session; DELETE FROM sign_in_link'))
afterAll(() => closeDatabase(database))

test('a link signs its person in, with a session of which the database has the digest', async () => {
  const { status, headers } = await follow(await link())
  expect(status).toBe(302)
  expect(headers.get('location')).toBe('https://portal.example')
  const cookie = sessionCookieIn(headers)
  expect(cookie).toMatch(/; Path=\/;.*HttpOnly; Secure; SameSite=Lax$/)
  const token = /^__Secure-next-auth\.session-token=([\w-]{43});/.exec(cookie)?.[1] ?? ''
  expect((await findSession(database, tokenDigest(token)))?.person.email).toBe(email)
  const request = new Request('https://portal.example', { headers: { cookie } })
  expect(await currentPerson(request)).toMatchObject({ id: member.personId, email })
})

test('a link is good for one use', async () => {
  const url = await link()
  await follow(url)
  const again = await follow(url)
  expect(again.headers.get('location')).toContain('error=Verification')
  expect(await countSessions()).toBe(1)
})

test('a link is good for its minutes', async () => {
  const past = { ...world.context, now: () => new Date(Date.now() - 15 * 60_000 - 1) }
  const { url } = must(await createSignInLink(world.commandLine, { email, minutes: 15 }, past))
  const late = await follow(url)
  expect(late.headers.get('location')).toContain('error=Verification')
  expect(await countSessions()).toBe(0)
})

test('a link holds for the address it was made for, and with the token it was made with', async () => {
  await world.member('harbour', 'Olu Other')
  for (const [name, value] of [
    ['email', 'olu.other@people.example'],
    ['token', 'A'.repeat(43)],
  ] as const) {
    const url = new URL(await link())
    url.searchParams.set(name, value)
    const answer = await follow(url.href)
    expect(answer.headers.get('location')).toContain('error=Verification')
  }
  expect(await countSessions()).toBe(0)
})

test('a link leads back to this portal and nowhere else', async () => {
  const url = new URL(await link())
  url.searchParams.set('callbackUrl', 'https://elsewhere.example/')
  const { headers } = await follow(url.href)
  expect(headers.get('location')).toBe('https://portal.example')
})

test('a link for an address that nobody has is not made', async () => {
  const made = createSignInLink(
    world.commandLine,
    { email: 'nobody@nowhere.example', minutes: 15 },
    world.context,
  )
  expect(await made).toMatchObject({ ok: false, code: 'person_unknown' })
})

test('a member makes no links', async () => {
  const made = createSignInLink(member, { email, minutes: 15 }, world.context)
  expect(await made).toMatchObject({ ok: false, code: 'forbidden' })
})

test('nobody is given a link on the web', async () => {
  const csrf = await call({ action: ['csrf'], method: 'GET' })
  const { csrfToken } = csrf.body as { csrfToken: string }
  const cookie = csrf.headers.getSetCookie().find((each) => each.includes('csrf-token')) ?? ''
  const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? []
  const answer = await call({
    action: ['signin', 'link'],
    method: 'POST',
    body: { csrfToken, email },
    cookies: { [name]: decodeURIComponent(value) },
  })
  expect(answer.headers.get('location')).toContain('error=AccessDenied')
  const { rows } = await database.pool.query('SELECT 1 FROM sign_in_link')
  expect(rows).toEqual([])
})

test('what can go wrong with a link has a sentence of its own', () => {
  expect(signInErrorSentence(undefined)).toBeNull()
  expect(signInErrorSentence('Verification')).toContain('Each link works once')
  expect(signInErrorSentence('something new')).toContain('Ask for a new link')
})

async function link(): Promise<string> {
  const made = await createSignInLink(world.commandLine, { email, minutes: 15 }, world.context)
  return must(made).url
}

async function countSessions(): Promise<number> {
  return (await database.pool.query('SELECT 1 FROM session')).rowCount ?? 0
}

function sessionCookieIn(headers: Headers): string {
  return headers.getSetCookie().find((each) => each.includes('session-token')) ?? ''
}

function follow(url: string) {
  const { pathname, searchParams } = new URL(url)
  const action = pathname.replace('/api/auth/', '').split('/')
  return call({ action, method: 'GET', query: Object.fromEntries(searchParams) })
}

type AuthCall = {
  readonly action: readonly string[]
  readonly method: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly cookies?: Readonly<Record<string, string>>
}

/** next-auth itself, handed a request as Node's server has it: its other form needs a running Next.js. */
async function call({ action, method, query = {}, body, cookies = {} }: AuthCall) {
  const headers = new Headers()
  const answer = { status: 200, headers, body: undefined as unknown }
  const response = {
    status: (status: number) => Object.assign(response, void (answer.status = status)),
    setHeader(name: string, value: string | readonly string[]) {
      headers.delete(name)
      for (const each of [value].flat()) headers.append(name, each)
      return response
    },
    getHeader: (name: string) => (headers.has(name) ? headers.getSetCookie() : undefined),
    json: (value: unknown) => void (answer.body = value),
    send: (value: unknown) => void (answer.body = value),
    end: () => undefined,
  }
  const request = {
    query: { nextauth: action, ...query },
    method,
    body,
    cookies,
    headers: { host: 'portal.example' },
  }
  await NextAuth(
    request as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    authOptions(world.context),
  )
  return answer
}
