import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { expectNoFinding } from './expect-no-finding.ts'
import { expect, test } from './fixtures.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

test('a guest is told what runs, answers, changes their mind as easily, and keeps a receipt', async ({
  page,
}) => {
  await openGuest(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('AI features in this meeting')
  await expect(page.getByRole('main')).toContainText('Brinkhorst Pumps hosts this meeting')
  const summary = page.getByRole('region', { name: 'Meeting summary' })
  await expect(summary).toContainText('who hosts this meeting')
  for (const fact of [
    'Who is responsible',
    'How long it is kept',
    'Who receives it',
    'How to complain',
  ])
    await expect(summary).toContainText(fact)
  const [yes, no] = [button(page, 'Include me'), button(page, 'Leave me out')]
  expect(await look(yes)).toEqual(await look(no))
  await yes.click()
  await expect(summary).toContainText('Recorded: Include me.')
  await expect(summary).toContainText('You said: Include me')
  await expect(summary).toContainText('it runs, and you are included.')
  await no.click()
  await expect(summary).toContainText('You said: Leave me out')
  // Nobody else here has said yes to it.
  await expect(summary).toContainText('it is turned on, and does not run.')
  const downloading = page.waitForEvent('download')
  await summary.getByRole('link', { name: 'Your receipt' }).click()
  expect((await downloading).suggestedFilename()).toMatch(
    /^\d{4}-\d\d-\d\d-consent-.*\.receipt\.json$/,
  )
})

test('the host asks everyone, and whoever looks at their notice hears of it', async ({
  page,
  context,
}) => {
  await openGuest(page)
  const questions = page.getByRole('region', { name: 'Meeting questions' })
  const host = await context.newPage()
  await host.goto(paths.signIn())
  await host.getByRole('link', { name: 'How the meeting stands, for its host' }).click()
  await expect(host.getByRole('heading', { level: 1 })).toHaveText('How your meeting stands')
  await host.getByRole('button', { name: 'Ask everyone: Meeting questions' }).click()
  await expect(host.getByRole('main')).toContainText('Asked.')
  await page.bringToFront()
  await expect(page.getByRole('status').filter({ hasText: 'New:' })).toContainText(
    'The host asks everyone for an answer about Meeting questions.',
  )
  await expect(questions).toContainText('The host asked everyone on')
})

test('both pages have no finding and fit, in either theme, on a large screen or a small one', async ({
  page,
}) => {
  test.slow()
  await openGuest(page)
  const notice = page.url()
  await page.goto(paths.signIn())
  await page.getByRole('link', { name: 'How the meeting stands, for its host' }).click()
  await page.waitForURL(/\/host$/)
  for (const url of [notice, page.url()])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const size of sizes) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize(size)
        await page.goto(url)
        await expectNoFinding(page)
      }
})

test('a link that lets nobody in says why, and what to try', async ({ page }) => {
  await openGuest(page)
  const token = page.url().split('/').at(-1) ?? ''
  const forged = `${token.slice(0, 30)}${token[30] === 'A' ? 'B' : 'A'}${token.slice(31)}`
  for (const path of [paths.meetingNotice(forged), paths.meetingHost(token)]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link leads nowhere')
    await expect(page.getByRole('main')).toContainText('What you can try')
  }
})

async function openGuest(page: Page): Promise<void> {
  await page.goto(paths.signIn())
  await page.getByRole('link', { name: 'What the guest is told and asked' }).click()
  await page.waitForURL(/\/m\/[\w-]{55}$/)
}

function button(page: Page, label: string) {
  return page.getByRole('button', { name: `${label}: Meeting summary` })
}

async function look(control: ReturnType<typeof button>) {
  await expect(control).toBeEnabled()
  return control.evaluate((element) => {
    const { color, backgroundColor, borderColor, fontSize, fontWeight, width, height } =
      getComputedStyle(element)
    return { color, backgroundColor, borderColor, fontSize, fontWeight, width, height }
  })
}
