import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'

const brinkhorst = 'brinkhorst'

test('the record can be read from the newest act to the first, each with its time', async ({
  as,
}) => {
  const page = await as('renske')
  await page.goto(paths.record(brinkhorst))
  const acts = actsOn(page)
  await expect(acts).toContainText('You made Phuong Tran admin.')
  await expect(acts).toContainText('Dariush Farahani changed what the organisation permits')
  const times = await acts
    .locator('time')
    .evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''))
  expect(times.length).toBeGreaterThan(10)
  expect(times).toEqual(times.toSorted().reverse())
  await page.getByRole('link', { name: /^Older/ }).click()
  await expect(acts).toContainText('You accepted version 1 of Terms of service.')
})

test('a filter leaves one kind of act, and a link turns it off', async ({ as }) => {
  const page = await as('renske')
  await page.goto(paths.record(brinkhorst))
  await page.getByRole('combobox', { name: 'Kind of act' }).selectOption('Answers to terms')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  const acts = actsOn(page)
  await expect(acts.locator('time')).toHaveCount(5)
  for (const sentence of [
    'You accepted version 4 of Terms of service.',
    'You declined version 3 of Terms of service.',
    'You declined version 2 of Terms of service.',
    'You put off deciding on version 2 of Terms of service until ',
    'You accepted version 1 of Terms of service.',
  ])
    await expect(acts).toContainText(sentence)
  await page.getByRole('link', { name: 'Show everything' }).click()
  await expect(acts).toContainText('changed what the organisation permits')
})

test('as of an instant, the whole page is what was so then', async ({ as }) => {
  const page = await as('noor')
  const main = page.getByRole('main')
  const state = page.getByRole('region', { name: 'What was in force then' })
  const asOf = async (instant: string) => {
    await page.goto(paths.record(brinkhorst))
    await page.getByLabel('As of (UTC)').fill(instant)
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(main).toContainText('This is the past:')
    await expect(state).toBeVisible()
  }
  await asOf('2026-08-17T18:19')
  await expect(state).toContainText('Terms of service, version 4: accepted by the organisation.')
  await expect(state).toContainText('Chat compose: included. You had said yes.')
  await expect(actsOn(page)).not.toContainText('17 August 2026')

  await asOf('2026-08-17T18:21')
  await expect(state).toContainText('Chat compose: left out. You had taken an earlier yes back.')
  await expect(actsOn(page)).toContainText('17 August 2026')

  await asOf('2025-03-12T11:03')
  await expect(state).toContainText('Terms of service, version 1: accepted by the organisation.')
  await expect(state).toContainText(
    'Meeting summary: left out. You had been asked, and had not answered.',
  )
  await expect(state).toContainText('Chat compose: left out. You had not answered.')

  await asOf('2025-01-01T00:00')
  await expect(state).toContainText('You did not belong to Brinkhorst Pumps yet.')
  await expect(state).toContainText('None then.')
  await page.getByRole('link', { name: 'Back to the present' }).click()
  await expect(main).not.toContainText('This is the past:')
})

test('an as-of time that is none is said, and the page goes on', async ({ as }) => {
  const page = await as('noor')
  await page.goto(`${paths.record(brinkhorst)}?asOf=yesterday`)
  await expect(page.getByText('Give a day and a time in UTC')).toBeVisible()
  await expect(actsOn(page)).toBeVisible()
})

test('an auditor opens one person’s record with a reason, and that person reads it', async ({
  as,
  complaints,
}) => {
  complaints.expect(400, 422)
  const reason = 'A complaint of 12 November asked what was on record about her.'
  const auditor = await as('ingrid')
  await auditor.goto(paths.members(brinkhorst))
  const row = auditor.getByRole('row').filter({ hasText: 'Noor El Khatib' })
  await row.getByRole('link', { name: /^Open/ }).click()
  await expect(auditor.getByRole('heading', { level: 1 })).toHaveText(
    'The record of Noor El Khatib',
  )
  const main = auditor.getByRole('main')
  await expect(main).not.toContainText('answered about')

  const open = auditor.getByRole('button', { name: 'Open the record of Noor El Khatib' })
  await auditor.getByLabel('Why do you open it?').fill('because')
  await open.click()
  await expect(main).toContainText('Say in a few words why you open this record.')
  await expect(auditor.getByLabel('Why do you open it?')).toHaveValue('because')

  await auditor.getByLabel('Why do you open it?').fill(reason)
  await open.click()
  await expect(main).toContainText('Noor El Khatib sees that you opened this.')
  await expect(main).toContainText('Noor El Khatib answered about AI features.')

  const person = await as('noor')
  await person.goto(paths.record(brinkhorst))
  const acts = actsOn(person)
  await expect(acts).toContainText('Ingrid Vance opened your record.')
  await expect(acts).toContainText(reason)
})

function actsOn(page: Page) {
  return page.getByRole('list', { name: 'Acts on record, newest first' })
}
