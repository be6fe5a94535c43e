import type { Page } from '@playwright/test'
import { expectNoFinding } from './expect-no-finding.ts'
import { expect, test } from './fixtures.ts'
import { Keyboard } from './keyboard.ts'
import { EVERYTHING, PretendMeeting } from './pretend-meeting.ts'

// What people in a meeting see of it, in every state that it can be in.

test('C29: a guest with no mouse reads, answers, changes their mind and reads on', async ({
  as,
  page,
}) => {
  const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
  await page.goto(await meeting.join('gus'))
  const keyboard = new Keyboard(page)
  const summary = page.getByRole('region', { name: 'Meeting summary' })
  await keyboard.press(page.getByRole('link', { name: 'Answer about Meeting summary' }))
  await keyboard.press(button(page, 'Include me'))
  await expect(summary).toContainText('You said: Include me')
  await expect(summary.getByRole('status').filter({ hasText: 'Recorded' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await keyboard.press(button(page, 'Leave me out'), 'Space')
  await expect(summary).toContainText('You said: Leave me out')
  const more = summary.getByText('What it leaves alone, your rights, and how to complain')
  await keyboard.press(more.locator('xpath=ancestor::summary'))
  await expect(summary.getByText('How to complain', { exact: true })).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFinding(page)
  }
})

test('what an answer must not be given without stands unfolded, and both answers are near, on a phone', async ({
  as,
  page,
}) => {
  const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(await meeting.join('gus'))
  for (const name of ['Meeting summary', 'Meeting questions', 'Smart recording']) {
    const feature = page.getByRole('region', { name })
    for (const fact of [
      'It takes in',
      'How long it is kept',
      'Who receives it',
      'Who is responsible',
      'Until you answer, you are left out.',
    ])
      await expect(feature.getByText(fact, { exact: true })).toBeVisible()
    await expect(feature.getByText('How to complain', { exact: true })).toBeHidden()
    const heading = await feature.getByRole('heading').boundingBox()
    const answers = [`Include me: ${name}`, `Leave me out: ${name}`]
    const boxes = await Promise.all(
      answers.map((label) => page.getByRole('button', { name: label }).boundingBox()),
    )
    expect(boxes[0]?.y).toBe(boxes[1]?.y)
    expect(boxes[0]?.width).toBe(boxes[1]?.width)
    // A screen and a half from the name of the feature to its answers, with all that is told in between.
    expect((boxes[0]?.y ?? Infinity) - (heading?.y ?? 0)).toBeLessThan(1.25 * 844)
  }
})

test('C28: who comes late is not taken in, is told before all else, and being told is no answer', async ({
  as,
  page,
}) => {
  const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
  await page.goto(await meeting.join('early'))
  await button(page, 'Include me').click()
  await expect(page.getByRole('main')).toContainText('it runs, and you are included.')
  const late = await page.context().newPage()
  await late.goto(await meeting.join('late'))
  const summary = late.getByRole('region', { name: 'Meeting summary' })
  await expect(summary).toContainText('it runs, and you are left out.')
  await expect(summary).toContainText('You have not answered about Meeting summary here.')
  await expect(async () => expect(await meeting.wasDisplayed('late')).toBe(true)).toPass()
  await expect(summary).toContainText('it runs, and you are left out.')
})

test('a yes that the organisation turned off says that it counts no more, and is asked again', async ({
  as,
  page,
}) => {
  const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
  await page.goto(await meeting.join('gus'))
  await button(page, 'Include me').click()
  const summary = page.getByRole('region', { name: 'Meeting summary' })
  await expect(summary).toContainText('You said: Include me')
  await meeting.permit('off')
  await meeting.permit('members_decide')
  await expect(summary).toContainText(
    /Voortrekkers Ltd switched this off on .* it no longer counts/,
  )
  await expect(page.getByRole('status').filter({ hasText: 'New:' })).toContainText(
    'your answer no longer counts.',
  )
  await button(page, 'Include me').click()
  await expect(summary).not.toContainText('no longer counts')
  await expect(summary).toContainText('it runs, and you are included.')
})

test('where people cannot be left out, anyone keeps it off, and nobody is told who', async ({
  as,
  page,
}) => {
  const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: [] })
  await page.goto(await meeting.join('gus'))
  const summary = page.getByRole('region', { name: 'Meeting summary' })
  await expect(summary).toContainText('It may run once everyone here has said yes.')
  await button(page, 'Keep it off').click()
  await expect(summary).toContainText('You said: Keep it off')
  const host = await page.context().newPage()
  await host.goto(meeting.hostUrl)
  await expect(host.getByRole('main')).toContainText('not everyone')
  await expect(host.getByRole('main')).not.toContainText(/gus|said no|refused/i)
})

test('a guest erases themselves: the page says so, and so does the link from then on', async ({
  as,
  page,
  complaints,
}) => {
  complaints.expect(410)
  const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
  const link = await meeting.join('gus')
  await page.goto(link)
  await button(page, 'Leave me out').click()
  await expect(page.getByRole('main')).toContainText('You said: Leave me out')
  const keyboard = new Keyboard(page)
  const fold = page.getByText('Erase what is kept of me here').locator('xpath=ancestor::summary')
  await keyboard.press(fold)
  await keyboard.press(page.getByRole('button', { name: 'Erase me here, for good' }))
  const done = page.getByRole('status').filter({ hasText: 'You are erased here.' })
  await expect(done).toBeFocused()
  await expectNoFinding(page)
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are erased here')
})

test('a meeting that ended, and links that let nobody in, say so and what to try', async ({
  as,
  page,
}) => {
  test.slow()
  const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
  const link = await meeting.join('gus')
  await page.goto(link)
  await button(page, 'Include me').click()
  await expect(page.getByRole('main')).toContainText('You said: Include me')
  await meeting.state({ kind: 'ended' })
  await expect(page.getByRole('main')).toContainText('This meeting has ended.')
  await expect(page.getByRole('button', { name: /Include me/ })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Your receipt' })).toBeVisible()
  const titles: [string, string][] = [
    [meeting.linkOf({ kind: 'participant', number: 1 }, 40), 'This link has expired'],
    [`${meeting.linkOf({ kind: 'host' }, 40)}/host`, 'This link has expired'],
    [meeting.linkOf({ kind: 'participant', number: 99 }), 'This link is of nobody here'],
    [`/m/${'x'.repeat(55)}`, 'This link leads nowhere'],
    [link, 'AI features in this meeting'],
    [meeting.hostUrl, 'How your meeting stands'],
  ]
  for (const [address, title] of titles)
    for (const [width, colorScheme] of [
      [1440, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 844 })
      await page.emulateMedia({ colorScheme })
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
      await expectNoFinding(page)
    }
})

test('a host with no mouse asks everyone, and learns no more than counts', async ({ as, page }) => {
  const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
  await meeting.join('gus')
  await page.goto(meeting.hostUrl)
  const keyboard = new Keyboard(page)
  await keyboard.press(page.getByRole('button', { name: 'Ask everyone: Meeting summary' }))
  const asked = page.getByRole('status').filter({ hasText: 'Asked.' })
  await expect(asked).toBeFocused()
  const summary = page.getByRole('region', { name: 'Meeting summary' })
  await expect(summary).toContainText('Everyone was asked on')
  await expect(summary).toContainText('The least that would let it run')
  await expect(page.getByRole('main')).not.toContainText(/gus/i)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFinding(page)
  }
})

function button(page: Page, label: string) {
  return page.getByRole('button', { name: `${label}: Meeting summary` })
}
