import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { MemberPrincipal, OperatorPrincipal } from '#lib/domain/account/principal.ts'
import { SESSION_SECONDS } from '#lib/domain/account/session.ts'
import { expireSignIns } from '#lib/commands/expire-sign-ins.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { appendSession, appendSignInLink, findSession } from '#lib/store/sessions.ts'
import { tokenDigest } from '#lib/store/token-digest.ts'
import { testDatabase } from '../../test-support/database.ts'
import { openWorld, type World } from '../../test-support/world.ts'
import { currentPerson, memberPrincipal, memberships, operatorPrincipal } from './principal.ts'
import { setSessionCookie } from './session-cookie.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let mia: MemberPrincipal
let staff: OperatorPrincipal
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  await world.account('harbour')
  await world.account('quarry')
  mia = await world.member('harbour', 'Mia Member', 'admin')
  staff = await world.operator()
})
beforeEach(() => database.pool.query('DELETE FROM session'))
afterAll(() => closeDatabase(database))

test('a person is a member of their own account, and of no other', async () => {
  const request = await signedIn(mia.personId, 'token-1')
  expect(await memberPrincipal('harbour', request)).toEqual(mia)
  expect(await memberPrincipal('quarry', request)).toBeNull()
  expect(await memberPrincipal('no-such-account', request)).toBeNull()
  expect(await memberships(request)).toEqual([mia])
})

test('only the operator’s staff are the operator', async () => {
  expect(await operatorPrincipal(await signedIn(staff.personId, 'token-2'))).toEqual(staff)
  expect(await operatorPrincipal(await signedIn(mia.personId, 'token-3'))).toBeNull()
})

test('a stranger is nobody: no cookie, an empty one, a made-up one, the digest itself', async () => {
  await signedIn(mia.personId, 'token-4')
  for (const value of [null, '', 'made-up', tokenDigest('token-4')]) {
    const request = requestWith(value)
    expect(await currentPerson(request)).toBeNull()
    expect(await memberPrincipal('harbour', request)).toBeNull()
    expect(await operatorPrincipal(request)).toBeNull()
  }
})

test('what ran out is removed, and what still holds is not', async () => {
  const soon = new Date(world.clock.now().getTime() + 60_000)
  const email = 'mia@harbour.example'
  const keep = (token: string, expiresAt: Date) =>
    appendSession(database, { tokenDigest: tokenDigest(token), personId: mia.personId, expiresAt })
  await keep('token-old', soon)
  await keep('token-new', new Date(soon.getTime() + 120_000))
  await appendSignInLink(database, { email, tokenDigest: tokenDigest('link'), expiresAt: soon })
  expect(await expireSignIns(world.context)).toBe(0)
  world.clock.advance(61_000)
  expect(await expireSignIns(world.context)).toBe(2)
  expect(await findSession(database, tokenDigest('token-old'))).toBeNull()
  expect(await findSession(database, tokenDigest('token-new'))).not.toBeNull()
})

test('a session rolls on with its use, and not at every use', async () => {
  const request = await signedIn(mia.personId, 'token-5')
  const kept = async () =>
    (await findSession(database, tokenDigest('token-5')))?.expiresAt.getTime()
  const before = await kept()
  world.clock.advance(9 * 60_000)
  await currentPerson(request)
  expect(await kept()).toBe(before)
  world.clock.advance(60_001)
  await currentPerson(request)
  expect(await kept()).toBe(world.context.now().getTime() + SESSION_SECONDS * 1000)
})

test('a session that nobody used for twelve hours is over and gone', async () => {
  const request = await signedIn(mia.personId, 'token-6')
  world.clock.advance(SESSION_SECONDS * 1000)
  expect(await currentPerson(request)).toBeNull()
  expect(await findSession(database, tokenDigest('token-6'))).toBeNull()
})

test('the cookie is out of the reach of scripts and other sites', () => {
  expect(setSessionCookie('t')).toBe(
    'next-auth.session-token=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax',
  )
  expect(setSessionCookie('')).toContain('Max-Age=0')
})

async function signedIn(personId: string, token: string): Promise<Request> {
  const expiresAt = new Date(world.context.now().getTime() + SESSION_SECONDS * 1000)
  await appendSession(database, { tokenDigest: tokenDigest(token), personId, expiresAt })
  return requestWith(token)
}

function requestWith(token: string | null): Request {
  const headers = token === null ? {} : { cookie: `a=b; next-auth.session-token=${token}; c=d` }
  return new Request('http://localhost:3000/', { headers })
}
