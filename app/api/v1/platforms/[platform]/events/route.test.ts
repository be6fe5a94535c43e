import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findMeetingByExternalId } from '#lib/store/meetings.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import { problemOf } from '../../../../../../test-support/route-world.ts'
import { openWorld, type Team, type World } from '../../../../../../test-support/world.ts'
import { POST } from './route.ts'

const TOKEN = 'a token of a test, and long'
const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
process.env['NEXTAUTH_SECRET'] = 'a secret of at least thirty-two characters'
process.env['ZOOM_SECRET_TOKEN'] = 'zoom-secret'
process.env['JITSI_TOKEN'] = TOKEN
const database = openDatabase(at.url)
let world: World
let team: Team
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  team = await world.team()
  process.env['ZOOM_ACCOUNT'] = team.account.slug
  process.env['JITSI_ACCOUNT'] = 'nobody'
})
afterAll(() => closeDatabase(database))

function send(platform: string, json: unknown, headers: Record<string, string>): Promise<Response> {
  const url = `https://portal.test/api/v1/platforms/${platform}/events`
  const body = typeof json === 'string' ? json : JSON.stringify(json)
  const request = new Request(url, { method: 'POST', headers, body })
  return POST(request, { params: Promise.resolve({ platform }) })
}

function zoom(json: unknown, secret = 'zoom-secret'): Promise<Response> {
  const body = JSON.stringify(json)
  const timestamp = String(world.context.now().getTime() / 1000)
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  const signed = { 'x-zm-request-timestamp': timestamp, 'x-zm-signature': `v0=${hmac}` }
  return send('zoom', body, signed)
}

function joins(uuid: string) {
  const participant = { user_id: '16778240', participant_uuid: 'p-1', id: 'z-ann' }
  const object = { uuid, host_id: 'z-ann', participant }
  const ts = world.context.now().getTime()
  return { event: 'meeting.participant_joined', event_ts: ts, payload: { object } }
}

async function statementsOf(uuid: string): Promise<readonly string[]> {
  const meeting = await findMeetingByExternalId(database, team.account.id, uuid)
  if (meeting === null) return []
  const rows = await database.prisma.meetingChange.findMany({
    where: { meetingId: meeting.id },
    orderBy: { seq: 'asc' },
  })
  return rows.map(({ kind }) => kind)
}

describe('an event of a platform', () => {
  test('is recorded as statements of a meeting of its account, once', async () => {
    expect((await zoom(joins('u-1'))).status).toBe(204)
    expect(await statementsOf('u-1')).toEqual(['joined', 'host_changed'])
    expect((await zoom(joins('u-1'))).status).toBe(204)
    expect(await statementsOf('u-1')).toEqual(['joined', 'host_changed'])
  })

  test('is refused from a stranger, and changes nothing', async () => {
    expect(await problemOf(await zoom(joins('u-2'), 'x'))).toBe('401 webhook_unsigned')
    expect(await problemOf(await send('zoom', joins('u-2'), {}))).toBe('401 webhook_unsigned')
    expect(await statementsOf('u-2')).toEqual([])
  })

  test('is refused where it is signed and malformed, or too large', async () => {
    const wrong = { event: 'meeting.ended', event_ts: 1 }
    expect(await problemOf(await zoom(wrong))).toBe('400 webhook_malformed')
    const large = await send('zoom', 'x'.repeat(300_000), {})
    expect(await problemOf(large)).toBe('413 body_too_large')
  })

  test('is none of a platform that is not configured, or not known', async () => {
    expect(await problemOf(await send('livekit', {}, {}))).toBe('404 not_found')
    expect(await problemOf(await send('teams', {}, {}))).toBe('404 not_found')
  })

  test('is refused where the account that is set does not exist', async () => {
    const created = {
      event_name: 'muc-room-created',
      room_jid: 'catchup@conference.example.com',
      created_at: 1_625_823_996,
    }
    const response = await send('jitsi', created, { authorization: `Bearer ${TOKEN}` })
    expect(await problemOf(response)).toBe('404 account_unknown')
  })

  test('answers Zoom’s question about the address', async () => {
    const response = await zoom({
      event: 'endpoint.url_validation',
      payload: { plainToken: 'abc' },
    })
    const encryptedToken = createHmac('sha256', 'zoom-secret').update('abc').digest('hex')
    expect(await response.json()).toEqual({ plainToken: 'abc', encryptedToken })
  })
})
