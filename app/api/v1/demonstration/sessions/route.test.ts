import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { currentPerson } from '#lib/auth/principal.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { Env } from '#lib/env.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../../test-support/database.ts'
import { problemOf } from '../../../../../test-support/route-world.ts'
import { openWorld, type World } from '../../../../../test-support/world.ts'
import { DELETE, GET } from '../../session/route.ts'
import { POST } from './route.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const surroundings = globalThis as { assentEnv?: Pick<Env, 'publicUrl' | 'demonstration'> }
let world: World
let mia: MemberPrincipal
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  await world.account('harbour')
  mia = await world.member('harbour', 'Mia Member')
})
beforeEach(async () => {
  surroundings.assentEnv = { publicUrl: 'http://localhost:3000', demonstration: true }
  await database.pool.query('DELETE FROM session')
})
afterAll(() => closeDatabase(database))

test('picking a person signs in as them, by next-auth’s own cookie', async () => {
  for (const person of [mia.personId, 'mia.member@people.example']) {
    const response = await pick({ person })
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual({ person: { id: mia.personId, name: 'Mia Member' } })
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(
      /^next-auth\.session-token=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Lax$/,
    )
    expect(await currentPerson(requestWith(cookie))).toMatchObject({ id: mia.personId })
  }
})

test('picking another person ends the session of the first', async () => {
  await world.member('harbour', 'Olu Other')
  const first = (await pick({ person: mia.personId })).headers.get('set-cookie') ?? ''
  const person = 'olu.other@people.example'
  await pick({ person }, { cookie: first.split(';')[0] ?? '' })
  expect(await currentPerson(requestWith(first))).toBeNull()
  expect(await countSessions()).toBe(1)
})

test('with a database of one’s own there is no such address', async () => {
  surroundings.assentEnv = { publicUrl: 'http://localhost:3000', demonstration: false }
  const response = await pick({ person: mia.personId })
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(await problemOf(response)).toBe('404 not_found')
  expect(await countSessions()).toBe(0)
})

test('it answers on this machine’s own names only, and to its own pages only', async () => {
  const person = mia.personId
  for (const host of [
    'portal.example',
    'localhost.example',
    '192.168.0.7:3000',
    'localhost:3000.x',
  ])
    expect(await problemOf(await pick({ person }, { host }))).toBe('421 host_unknown')
  for (const site of ['cross-site', 'same-site'])
    expect(await problemOf(await pick({ person }, { 'sec-fetch-site': site }))).toBe(
      '403 cross_origin',
    )
  const foreign = { origin: 'https://elsewhere.example' }
  expect(await problemOf(await pick({ person }, foreign))).toBe('403 cross_origin')
  expect(await countSessions()).toBe(0)
})

test('nobody is signed in as somebody who is not there', async () => {
  const nobody = '00000000-0000-7000-8000-000000000000'
  expect(await problemOf(await pick({ person: nobody }))).toBe('404 person_unknown')
  expect(await problemOf(await pick({ person: 'Mia' }))).toBe('422 input_invalid')
  expect(await problemOf(await pick({}))).toBe('422 input_invalid')
  expect(await countSessions()).toBe(0)
})

test('signing out ends the session and takes the cookie away', async () => {
  const cookie = (await pick({ person: mia.personId })).headers.get('set-cookie') ?? ''
  const seen = await GET(requestWith(cookie), route)
  expect(await seen.json()).toMatchObject({ person: { name: 'Mia Member' } })
  const left = await DELETE(requestWith(cookie, { method: 'DELETE' }), route)
  expect(left.status).toBe(204)
  expect(left.headers.get('set-cookie')).toContain('Max-Age=0')
  expect(await problemOf(await GET(requestWith(cookie), route))).toBe('401 not_signed_in')
  expect(await countSessions()).toBe(0)
})

test('another site signs nobody out', async () => {
  const cookie = (await pick({ person: mia.personId })).headers.get('set-cookie') ?? ''
  const request = requestWith(cookie, {
    method: 'DELETE',
    headers: { origin: 'https://a.example' },
  })
  expect(await problemOf(await DELETE(request, route))).toBe('403 cross_origin')
  expect(await countSessions()).toBe(1)
})

const route = { params: Promise.resolve({}) }

function pick(body: unknown, more: Readonly<Record<string, string>> = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', host: 'localhost:3000', ...more }
  const url = 'http://localhost:3000/api/v1/demonstration/sessions'
  return POST(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }), route)
}

function requestWith(setCookie: string, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers)
  headers.set('cookie', setCookie.split(';')[0] ?? '')
  headers.set('host', 'localhost:3000')
  return new Request('http://localhost:3000/api/v1/session', { ...init, headers })
}

async function countSessions(): Promise<number> {
  return (await database.pool.query('SELECT 1 FROM session')).rowCount ?? 0
}
