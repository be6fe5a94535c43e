import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppContext } from '#lib/context.ts'
import { listSettingsReports } from '#lib/queries/settings-reports.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { openPretendZoom, ZOOM_SECRET } from '../../test-support/pretend-zoom.ts'
import { openWorld, type Team } from '../../test-support/world.ts'
import { compareAtZoom } from './compare-at-zoom.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
// What it takes of the context of a program, a command takes.
const context = world.context as AppContext
let zoom: Awaited<ReturnType<typeof openPretendZoom>>
let team: Team

beforeAll(async () => {
  zoom = await openPretendZoom()
  team = await world.team()
  await world.permit(team.admin, 'meeting_summary')
})
afterAll(async () => {
  zoom.close()
  await closeDatabase(database)
})

/** What the log is told by one turn of the job. */
async function turn(): Promise<readonly { settings: readonly string[] }[]> {
  const said: { account: string; settings: readonly string[] }[] = []
  const api = {
    ...{ account: team.account.slug, accountId: 'zoom-1', clientId: 'app' },
    ...{ clientSecret: ZOOM_SECRET, apiUrl: `${zoom.url}/v2`, tokenUrl: `${zoom.url}/oauth/token` },
  }
  await compareAtZoom(api, context, (report) => said.push({ ...report }))
  return said
}

const reported = async () => (await listSettingsReports(world.commandLine, world.context)) ?? []

test('the hourly job finds what differs, tells it once, and says so again only when it is another', async () => {
  const account = team.account.slug
  const settings = [
    'settings in_meeting.meeting_summary_with_ai_companion.auto_enable',
    'settings in_meeting.ai_companion_questions.enable',
  ]
  expect(await turn()).toEqual([{ account, settings }])
  const [first] = await reported()
  expect(first?.drifts).toHaveLength(2)
  world.clock.advance(60 * 60_000)
  expect(await turn()).toEqual([])
  const [again] = await reported()
  expect(again?.drifts).toEqual(first?.drifts)
  // It was compared all the same, and the page says when.
  expect(again!.at.getTime() - first!.at.getTime()).toBe(60 * 60_000)

  zoom.answers.settings = {
    ...zoom.answers.settings,
    in_meeting: {
      meeting_summary_with_ai_companion: { enable: true, auto_enable: false },
      ai_companion_questions: { enable: true, auto_enable: false },
    },
  }
  expect(await turn()).toEqual([{ account, settings: [settings[1]] }])

  // What the account permits is looked at anew each time.
  await world.forbid(team.admin, 'meeting_summary')
  expect((await turn())[0]?.settings).toContain(
    'settings in_meeting.meeting_summary_with_ai_companion.enable',
  )
  expect(await turn()).toEqual([])
})

test('what cannot be compared is no news of what differs, and is said on the page', async () => {
  zoom.answers.secret = 'another'
  await expect(turn()).rejects.toThrow('token_refused')
  expect((await reported())[0]).toMatchObject({
    ...{ failure: 'Zoom refused the app’s credentials.', drifts: [] },
  })
  zoom.answers.secret = ZOOM_SECRET
  expect(await turn()).toHaveLength(1)
  expect(zoom.asked.every((each) => each.startsWith('GET ') || each === 'POST /oauth/token')).toBe(
    true,
  )
})
