import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { listSettingsReports } from '#lib/queries/settings-reports.ts'
import { testDatabase } from '../../test-support/database.ts'
import { openPretendZoom, ZOOM_SECRET, zoomAnswers } from '../../test-support/pretend-zoom.ts'
import { runToEnd } from '../../test-support/spawn-program.ts'
import { openWorld, type World } from '../../test-support/world.ts'

// Each start of a program takes a second, and several where much runs beside it.
vi.setConfig({ testTimeout: 120_000 })

const at = await testDatabase()
const home = mkdtempSync(join(tmpdir(), 'assent-zoom-'))
const database = openDatabase(at.url)
let world: World
let slug: string
let admin: MemberPrincipal
let zoom: Awaited<ReturnType<typeof openPretendZoom>>

beforeAll(async () => {
  world = await openWorld(database)
  const team = await world.team()
  admin = team.admin
  slug = team.account.slug
  await world.permit(admin, 'meeting_summary')
  zoom = await openPretendZoom()
})

beforeEach(() => {
  zoom.asked.length = 0
  Object.assign(zoom.answers, zoomAnswers())
})

afterAll(async () => {
  zoom.close()
  await closeDatabase(database)
  rmSync(home, { recursive: true })
})

const drift = (changes: Readonly<Record<string, string>> = {}, ...more: readonly string[]) =>
  runToEnd(['bin/assent.ts', 'zoom', 'drift', ...more], {
    DATABASE_URL: at.url,
    DATA_DIR: join(home, 'data'),
    PUBLIC_URL: 'https://portal.example',
    ...zoom.settingsFor(slug),
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
  expect(zoom.asked.toSorted()).toEqual([
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
  zoom.answers.settings = {
    ...zoom.answers.settings,
    in_meeting: {
      meeting_summary_with_ai_companion: { enable: true, auto_enable: false },
      ai_companion_questions: { enable: false, auto_enable: false },
    },
  }
  expect(await drift()).toMatchObject({ code: 0, stdout: '' })
  expect(await reported()).toMatchObject([{ failure: null, drifts: [] }])
  zoom.answers.locks = { in_meeting: {}, recording: { smart_recording: true } }
  expect((await drift()).stdout.trim()).toBe(
    'lock_settings\tin_meeting.ai_companion_questions\tis unknown\thas to be true',
  )
})

test('credentials that are refused, a Zoom that is away or talks nonsense: nothing is compared, and that is said', async () => {
  zoom.answers.secret = 'another'
  const refused = await drift()
  expect([refused.code, refused.stderr.trim()]).toEqual([1, 'Nothing was compared: token refused.'])
  expect(refused.stdout + refused.stderr).not.toContain('the secret')
  expect(await reported()).toMatchObject([
    { failure: 'Zoom refused the app’s credentials.', drifts: [] },
  ])
  zoom.answers.secret = ZOOM_SECRET
  expect((await drift({ ZOOM_ACCOUNT_ID: 'zoom-2' })).stderr).toContain('token refused')
  expect((await drift({ ZOOM_API_URL: `${zoom.url}/v1` })).stderr).toContain('settings refused')
  expect((await drift({ ZOOM_TOKEN_URL: 'http://127.0.0.1:1/' })).stderr).toContain('unreachable')
  zoom.answers.settings = [1, 2]
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
