import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { listSettingsReports } from '#lib/queries/settings-reports.ts'
import { testDatabase } from '../../test-support/database.ts'
import { runToEnd } from '../../test-support/spawn-program.ts'
import { openWorld, type World } from '../../test-support/world.ts'

// Each start of a program takes a second, and several where much runs beside it.
vi.setConfig({ testTimeout: 120_000 })

// A Zoom of our own: its addresses, its way of giving tokens, and the trees that its API documents.

const at = await testDatabase()
const home = mkdtempSync(join(tmpdir(), 'assent-zoom-'))
const database = openDatabase(at.url)
let world: World
let slug: string
let admin: MemberPrincipal
let zoom: Server
let url: string
let asked: string[]
let settings: object
let locks: object
let secret = 'the secret'

beforeAll(async () => {
  world = await openWorld(database)
  const team = await world.team()
  admin = team.admin
  slug = team.account.slug
  await world.permit(admin, 'meeting_summary')
  zoom = createServer((request, response) => {
    void answer(request).then(([status, json]) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(json))
    })
  }).listen(0, '127.0.0.1')
  await once(zoom, 'listening')
  url = `http://127.0.0.1:${String((zoom.address() as AddressInfo).port)}`
})

beforeEach(() => {
  asked = []
  secret = 'the secret'
  settings = {
    in_meeting: {
      meeting_summary_with_ai_companion: {
        enable: true,
        auto_enable: true,
        who_will_receive_summary: 1,
      },
      ai_companion_questions: { enable: true, auto_enable: false, who_can_ask_questions: 1 },
    },
    recording: {
      smart_recording: {
        create_recording_highlights: false,
        create_smart_chapters: false,
        create_next_steps: false,
      },
    },
  }
  locks = {
    in_meeting: { meeting_summary_with_ai_companion: false, ai_companion_questions: true },
    recording: { smart_recording: true },
  }
})

afterAll(async () => {
  zoom.close()
  await closeDatabase(database)
  rmSync(home, { recursive: true })
})

async function answer(request: IncomingMessage): Promise<[number, object]> {
  const { method = '', url: path = '', headers } = request
  asked.push(`${method} ${path}`)
  if (path === '/oauth/token') {
    const basic = `Basic ${Buffer.from(`app:${secret}`).toString('base64')}`
    const form = new URLSearchParams(await text(request))
    const isGrant =
      form.get('grant_type') === 'account_credentials' && form.get('account_id') === 'zoom-1'
    if (headers.authorization !== basic || !isGrant) return [400, { reason: 'Bad Request' }]
    return [200, { access_token: 'a token', token_type: 'bearer', expires_in: 3599 }]
  }
  if (headers.authorization !== 'Bearer a token') return [401, { code: 124 }]
  if (path === '/v2/accounts/zoom-1/settings') return [200, settings]
  if (path === '/v2/accounts/zoom-1/lock_settings') return [200, locks]
  return [404, { code: 2001 }]
}

const drift = (changes: Readonly<Record<string, string>> = {}, ...more: readonly string[]) =>
  runToEnd(['bin/assent.ts', 'zoom', 'drift', ...more], {
    DATABASE_URL: at.url,
    DATA_DIR: join(home, 'data'),
    PUBLIC_URL: 'https://portal.example',
    ZOOM_SETTINGS_ACCOUNT: slug,
    ZOOM_ACCOUNT_ID: 'zoom-1',
    ZOOM_CLIENT_ID: 'app',
    ZOOM_CLIENT_SECRET: 'the secret',
    ZOOM_API_URL: `${url}/v2/`,
    ZOOM_TOKEN_URL: `${url}/oauth/token`,
    ...changes,
  })

const reported = async () => (await listSettingsReports(world.commandLine, world.context)) ?? []

test('what Zoom has on and the account does not permit is reported, on the page as well, and nothing is changed', async () => {
  const { code, stdout, stderr } = await drift()
  expect(stdout.trim().split('\n')).toEqual([
    'settings\tin_meeting.meeting_summary_with_ai_companion.auto_enable\tis true\thas to be false',
    'settings\tin_meeting.ai_companion_questions.enable\tis true\thas to be false',
  ])
  expect([code, stderr.trim()]).toEqual([1, `2 settings are not as ${slug} permits.`])
  expect(asked.toSorted()).toEqual([
    'GET /v2/accounts/zoom-1/lock_settings',
    'GET /v2/accounts/zoom-1/settings',
    'POST /oauth/token',
  ])
  expect(await reported()).toMatchObject([
    {
      failure: null,
      drifts: [
        {
          sentence: 'Meeting summary, to start by itself: it is on, and has to be off.',
        },
        { sentence: 'Meeting questions, to be used at all: it is on, and has to be off.' },
      ],
    },
  ])
  expect(await listSettingsReports(admin, world.context)).toBeNull()
  const json = JSON.parse((await drift({}, '--json')).stdout) as { patches: object }
  expect(json.patches).toEqual({
    settings: {
      in_meeting: {
        meeting_summary_with_ai_companion: { auto_enable: false },
        ai_companion_questions: { enable: false },
      },
    },
    lockSettings: null,
  })
})

test('once everything is in line it says nothing; a lock that Zoom does not tell is one that nobody knows', async () => {
  settings = {
    ...settings,
    in_meeting: {
      meeting_summary_with_ai_companion: { enable: true, auto_enable: false },
      ai_companion_questions: { enable: false, auto_enable: false },
    },
  }
  expect(await drift()).toMatchObject({ code: 0, stdout: '' })
  expect(await reported()).toMatchObject([{ failure: null, drifts: [] }])
  locks = { in_meeting: {}, recording: { smart_recording: true } }
  expect((await drift()).stdout.trim()).toBe(
    'lock_settings\tin_meeting.ai_companion_questions\tis unknown\thas to be true',
  )
})

test('credentials that are refused, a Zoom that is away or talks nonsense: nothing is compared, and that is said', async () => {
  secret = 'another'
  const refused = await drift()
  expect([refused.code, refused.stderr.trim()]).toEqual([1, 'Nothing was compared: token refused.'])
  expect(refused.stdout + refused.stderr).not.toContain('the secret')
  expect(await reported()).toMatchObject([
    { failure: 'Zoom refused the app’s credentials.', drifts: [] },
  ])
  secret = 'the secret'
  expect((await drift({ ZOOM_ACCOUNT_ID: 'zoom-2' })).stderr).toContain('token refused')
  expect((await drift({ ZOOM_API_URL: `${url}/v1` })).stderr).toContain('settings refused')
  expect((await drift({ ZOOM_TOKEN_URL: 'http://127.0.0.1:1/' })).stderr).toContain('unreachable')
  settings = [1, 2]
  expect((await drift()).stderr).toContain('not understood')
})

test('it is off until all of it is configured, and half of it is a mistake', async () => {
  const none = { ZOOM_SETTINGS_ACCOUNT: '', ZOOM_ACCOUNT_ID: '', ZOOM_CLIENT_ID: '' }
  const off = await drift({ ...none, ZOOM_CLIENT_SECRET: '' })
  expect(off.stderr).toContain('Zoom is not configured')
  expect((await drift(none)).stderr).toContain('ZOOM_SETTINGS_ACCOUNT and ZOOM_ACCOUNT_ID')
  expect((await drift({ ZOOM_SETTINGS_ACCOUNT: 'nowhere' })).stderr).toContain(
    'no account with this',
  )
})
