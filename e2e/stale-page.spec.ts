import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { publish } from './desk.ts'
import { expect, test } from './fixtures.ts'

// What is published here reaches every account. Each test publishes a document of its own, about a purpose
// on which no other test waits for a yes.

const papaver = 'papaver'

test('a yes on a page that the terms changed under is refused, with what changed; then it can be said', async ({
  as,
  complaints,
}) => {
  complaints.expect(412)
  const page = await as('saoirse')
  const yes = page.getByRole('button', { name: 'Include me: Meeting questions' })
  await page.goto(paths.features(papaver))
  await expect(yes).toBeEnabled()
  await publishAbout(await as('wietske'), 'questions-annex', ['meeting_questions'])
  await yes.click()
  const refusal = page.getByRole('group', { name: 'The text changed while this page was open' })
  await expect(refusal).toContainText('Your answer was not recorded')
  await expect(refusal).toContainText('Clause 1 About this annex is new here.')
  const section = page.getByRole('region', { name: 'Meeting questions' })
  await expect(section).toContainText('Meeting questions: you are left out.')
  await expect(section.getByText(/clauses it rests on: .*Questions annex/)).toBeVisible()
  await yes.click()
  await expect(section).toContainText('Meeting questions: you are included. You have said yes.')
})

test('a no on a page that the terms changed under is recorded', async ({ as }) => {
  const page = await as('mateus')
  const no = page.getByRole('button', { name: 'Leave me out: Meeting summary' })
  await page.goto(paths.features(papaver))
  await expect(no).toBeEnabled()
  await publishAbout(await as('wietske'), 'summary-annex', ['meeting_summary'])
  await no.click()
  await expect(page.getByRole('status').filter({ hasText: 'Recorded.' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Meeting summary' })).toContainText(
    'Meeting summary: you are left out.',
  )
})

test('an admin’s permission is refused on a stale page, and keeps what was picked and typed', async ({
  as,
  complaints,
}) => {
  complaints.expect(412)
  const page = await as('saoirse')
  await page.goto(paths.featurePermissions(papaver))
  const section = page.getByRole('region', { name: 'Smart recording' })
  await section
    .getByRole('button', { name: 'Members decide for themselves: smart recording' })
    .click()
  const ground = section.getByRole('radio', { name: 'Rely on another recorded ground' })
  await ground.check()
  const reference = section.getByRole('textbox', { name: 'Where the other ground is recorded' })
  await reference.fill('Studio agreement of 1 November 2026')
  await publishAbout(await as('wietske'), 'recording-annex', ['smart_recording'])
  const permit = section.getByRole('button', { name: 'Let members decide about smart recording' })
  await permit.click()
  await expect(
    section.getByRole('group', { name: 'Something changed while this page was open' }),
  ).toContainText('Nothing was recorded')
  await expect(ground).toBeChecked()
  await expect(reference).toHaveValue('Studio agreement of 1 November 2026')
  await expect(section).toContainText('Smart recording: your organisation has yet to decide.')
  await expect(section.getByText(/clauses it rests on: .*Recording annex/)).toBeVisible()
  await permit.click()
  await expect(section).toContainText('Smart recording: members decide for themselves.')
  await expect(section).toContainText('Studio agreement of 1 November 2026')
})

test('an admin turns something off on a stale page', async ({ as }) => {
  const page = await as('saoirse')
  await page.goto(paths.featurePermissions(papaver))
  const section = page.getByRole('region', { name: 'Chat compose' })
  await section.getByRole('button', { name: 'Off for everyone: chat compose' }).click()
  const off = section.getByRole('button', { name: 'Turn chat compose off for everyone' })
  await expect(off).toBeEnabled()
  await publishAbout(await as('wietske'), 'compose-annex', ['chat_compose'])
  await off.click()
  await expect(section).toContainText('Chat compose: off for everyone.')
})

test('accepting is refused once another version took force, and keeps what was typed; declining is not', async ({
  as,
  complaints,
}) => {
  complaints.expect(412)
  const staff = await as('wietske')
  const document = 'studio-annex'
  const first = await publishAbout(staff, document, [])
  const page = await as('saoirse')
  await page.goto(paths.acceptance(papaver, document))
  await fillIn(page)
  const second = await publishAbout(staff, document, [], 'It has a second version.')
  expect(second).toBe(first + 1)
  await page.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(
    page.getByRole('group', { name: 'Another version took force while this page was open' }),
  ).toContainText('What you typed is still here.')
  await expect(page.getByRole('textbox', { name: 'Your full name' })).toHaveValue('Saoirse Delaney')
  await expect(page.getByRole('textbox', { name: 'Your function' })).toHaveValue('Owner')
  const main = page.getByRole('main')
  await expect(main).toContainText(
    `Studio annex, version ${second}: Papaver Studio has not answered.`,
  )

  await publishAbout(staff, document, [], 'It has a third version.')
  await page.getByRole('button', { name: 'Decline', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Recorded.' })).toContainText(
    'Papaver Studio declined these terms.',
  )
})

async function publishAbout(
  staff: Page,
  document: string,
  purposes: readonly string[],
  sentence = 'It is short.',
): Promise<number> {
  const text = `# ${document}\n\n## 1. About this annex\n\n${sentence}\n`
  const clauses = purposes.length === 0 ? [] : [{ clause: '1', purposes }]
  return publish(staff.request, document, text, { clauses })
}

async function fillIn(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeEnabled()
  await page.getByRole('textbox', { name: 'Your full name' }).fill('Saoirse Delaney')
  await page.getByRole('textbox', { name: 'Your function' }).fill('Owner')
  await page.getByRole('checkbox', { name: /^I may decide this/ }).check()
}
