import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { apiPaths, paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'
import { Keyboard } from './keyboard.ts'

const account = 'papaver'

test('with a keyboard alone decisions are only watched, the report says what would have stopped, and they hold again', async ({
  as,
}) => {
  const software = await softwareOf(await as('wietske'))
  const admin = await as('saoirse')
  const keyboard = new Keyboard(admin)
  await admin.goto(paths.watching(account))
  const main = admin.getByRole('main')
  await expect(main).toContainText('Decisions about AI features in our meetings: they hold.')
  await expect(main).toContainText('Nothing was reported yet')
  const watch = admin.getByRole('button', { name: 'Only watch until that day' })
  await keyboard.press(watch)
  await expect(main).toContainText('Pick a day.')
  await admin.getByLabel('Only watch decisions until').fill(inDays(30))
  await keyboard.press(watch)
  await expect(main.getByRole('status').filter({ hasText: 'Recorded.' })).toBeFocused()
  await expect(main).toContainText('only watched until')
  const runs = ['meeting_summary', 'chat_compose'].map((purpose, number) => ({
    ...{ purpose, meeting: `m-${String(number)}`, roster: 1, participant: 'p-1', didRun: true },
  }))
  const reported = await software(apiPaths.observedRuns(account), { runs })
  expect(reported).toMatchObject({
    runs: [{ decision: 'deny', wouldHaveStopped: true }, { wouldHaveStopped: true }],
  })
  await admin.reload()
  const row = admin.getByRole('row', { name: /^Meeting summary/ })
  await expect(row.getByRole('cell').nth(0)).toContainText('1')
  await expect(row.getByRole('cell').nth(2)).toContainText('unknown meeting (1)')
  await expectNoFindings(admin)
  await keyboard.press(admin.getByRole('button', { name: 'Let decisions hold now' }))
  await expect(main).toContainText('Decisions about AI features in our meetings: they hold.')
})

test('with a keyboard alone settings that were brought along are found from home, and taken over in one act', async ({
  as,
}) => {
  const software = await softwareOf(await as('wietske'))
  const imported = async (source: string) =>
    software(apiPaths.settingsImports(account), {
      source,
      features: [
        { purpose: 'meeting_summary', permission: 'off', elsewhere: 'off' },
        { purpose: 'chat_compose', permission: 'members_decide', mode: 'everyone-agrees' },
      ],
    })
  await imported('Meeting platform account settings')
  const admin = await as('saoirse')
  const keyboard = new Keyboard(admin)
  await admin.goto(paths.account(account))
  const waiting = admin.getByRole('region', { name: 'What waits for you' })
  await expect(waiting).toContainText(
    'Settings brought along from Meeting platform account settings',
  )
  const link = waiting.getByRole('link', { name: /^See what would change/ })
  await keyboard.press(link)
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Settings brought along')
  await expect(admin.getByRole('row', { name: /^Meeting summary/ })).toContainText(
    'Off for everyone.',
  )
  await expectNoFindings(admin)
  const take = admin.getByRole('button', { name: 'Take these over' })
  const leave = admin.getByRole('button', { name: 'Leave all as it is' })
  // Neither comes easier to the hand or the eye.
  const [a, b] = [await take.boundingBox(), await leave.boundingBox()]
  expect([a?.width, a?.height]).toEqual([b?.width, b?.height])
  await keyboard.press(leave)
  await expect(admin.getByRole('main')).toContainText('They count for nothing.')
  await expect(admin.getByRole('main')).toContainText('Nothing waits here')
  await imported('Meeting platform account settings, again')
  await admin.reload()
  await keyboard.press(take)
  await expect(admin.getByRole('main')).toContainText('your organisation’s own from now on')
  await expectNoFindings(admin)
  await admin.goto(paths.treatment(account))
  await expect(admin.getByRole('region', { name: 'Chat compose' })).toContainText(
    'everyone agrees.',
  )
  await admin.goto(paths.account(account))
  await expect(waiting).not.toContainText('Settings brought along')
})

test('a member sees neither form, and is told who decides', async ({ as }) => {
  const member = await as('kaito')
  await member.goto(paths.watching(account))
  await expect(member.getByRole('main').getByRole('button')).toHaveCount(0)
  await member.goto(paths.settingsImport(account))
  await expect(member.getByRole('main').getByRole('button')).toHaveCount(0)
})

/** The platform's software, by a key that staff made. */
async function softwareOf(staff: Page) {
  const data = { name: 'The platform', account: '', scopes: ['accounts', 'decide'] }
  const made = await staff.request.post(apiPaths.operatorApiKeys(), { data })
  const { key } = (await made.json()) as { key: string }
  return async (path: string, body: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${key}` }
    const answer = await staff.request.post(path, { headers, data: body })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }
}

async function expectNoFindings(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
