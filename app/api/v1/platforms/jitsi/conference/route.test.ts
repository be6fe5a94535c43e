import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RouteHandler } from '#lib/http/handle.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { findMeetingByExternalId } from '#lib/store/meetings.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import { problemOf } from '../../../../../../test-support/route-world.ts'
import { openWorld, type Team, type World } from '../../../../../../test-support/world.ts'
import { DELETE } from './[conference]/route.ts'
import { POST } from './route.ts'

const TOKEN = 'a token of a test, and long'
const FORM = 'start_time=2048-04-20T17%3A55%3A12.000Z&mail_owner=client1%40xmpp.com'
const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
process.env['NEXTAUTH_SECRET'] = 'a secret of at least thirty-two characters'
process.env['JITSI_TOKEN'] = TOKEN
const database = openDatabase(at.url)
let world: World
let team: Team
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  team = await world.team()
  process.env['JITSI_ACCOUNT'] = team.account.slug
})
afterAll(() => closeDatabase(database))

function send(handler: RouteHandler, method: string, body: string | null, token = TOKEN) {
  const headers = { authorization: `Bearer ${token}` }
  const request = new Request('https://portal.test/api/v1', { method, headers, body })
  return handler(request, { params: Promise.resolve({ conference: 'x' }) })
}

test('a room that opens is registered, and opens again', async () => {
  for (let i = 0; i < 2; i++) {
    const response = await send(POST, 'POST', `name=testroom1&${FORM}`)
    expect(response.status).toBe(200)
    const meeting = await findMeetingByExternalId(database, team.account.id, 'testroom1')
    expect(await response.json()).toEqual({
      id: meeting?.id,
      name: 'testroom1',
      mail_owner: 'client1@xmpp.com',
      start_time: '2048-04-20T17:55:12.000Z',
      duration: 86_400,
    })
    expect((await send(DELETE, 'DELETE', null)).status).toBe(204)
  }
})

test('a stranger opens and closes nothing, and nobody by half a request', async () => {
  const stranger = await send(POST, 'POST', `name=testroom2&${FORM}`, 'x')
  expect(await problemOf(stranger)).toBe('401 webhook_unsigned')
  expect(await problemOf(await send(DELETE, 'DELETE', null, 'x'))).toBe('401 webhook_unsigned')
  expect(await problemOf(await send(POST, 'POST', FORM))).toBe('400 webhook_malformed')
  expect(await findMeetingByExternalId(database, team.account.id, 'testroom2')).toBeNull()
})
