import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'

const brinkhorst = 'brinkhorst'

test('a member takes everything of theirs in one act, and nothing else is offered', async ({
  as,
}) => {
  const page = await as('noor')
  await page.goto(paths.receipts(brinkhorst))
  await page.getByRole('link', { name: 'Take everything of yours away' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Take your record away')
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Everything of yours'])
  const bytes = await downloaded(page, 'Download everything of yours', 'link')
  const files = unzipSync(bytes)
  expect(Object.keys(files)).toContain('README.txt')
  expect(strFromU8(files['record.html']!)).toContain('The record of Noor')
  expect(Object.keys(files).filter((path) => path.startsWith('receipts/')).length).toBeGreaterThan(
    1,
  )
})

test('an admin takes what the account did, as a table and as statements, and no answer of anyone', async ({
  as,
}) => {
  const page = await as('dariush')
  await page.goto(paths.record(brinkhorst))
  await page.getByRole('link', { name: 'Take your record away' }).click()
  const section = page.getByRole('region', { name: /^What .* did$/ })
  await section.getByLabel('First day').fill('2020-01-01')
  await section.getByRole('button', { name: 'Prepare the files' }).click()
  const ready = page.getByRole('region', { name: 'Ready to take away' })
  await expect(ready.getByRole('heading', { name: 'Ready to take away' })).toBeFocused()
  const csv = strFromU8(await downloaded(page, 'Download a table'))
  expect(csv).toContain(',permissions_set,')
  expect(csv).not.toContain('choices_made')
  await expect(ready.getByRole('status').first()).toHaveText(
    'It is whole, and among your downloads.',
  )
  const lines = strFromU8(await downloaded(page, 'Download the signed statements'))
    .trim()
    .split('\n')
  expect(lines.length).toBeGreaterThan(5)
  const manifest = strFromU8(await downloaded(page, /^Its signed summary/, 'link'))
  expect(manifest).toContain('assent-export/v1\n')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})

test('days in the wrong order, and days of which there is nothing, are said to be so', async ({
  as,
  complaints,
}) => {
  complaints.expect(422)
  const page = await as('dariush')
  await page.goto(paths.takeAway(brinkhorst))
  await page.getByLabel('First day').fill('2026-05-02')
  await page.getByLabel('Last day').fill('2026-05-01')
  await page.getByRole('button', { name: 'Prepare the files' }).click()
  const wrong = page.getByRole('group', { name: 'Nothing is ready yet' })
  await expect(wrong).toBeFocused()
  await wrong.getByRole('link', { name: /The last day comes before the first/ }).click()
  await expect(page.getByLabel('Last day')).toBeFocused()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByLabel('First day').fill('1999-01-01')
  await page.getByLabel('Last day').fill('1999-12-31')
  await page.getByRole('button', { name: 'Prepare the files' }).click()
  await expect(page.getByRole('main')).toContainText('There is nothing of these days.')
})

test('an auditor says why first, and every member reads it', async ({ as, complaints }) => {
  complaints.expect(422)
  const page = await as('ingrid')
  await page.goto(paths.takeAway(brinkhorst))
  const section = page.getByRole('region', { name: 'What everybody answered' })
  const prepare = section.getByRole('button', { name: 'Say so and prepare the files' })
  await prepare.click()
  await expect(page.getByRole('group', { name: 'Nothing is ready yet' })).toContainText(
    'Say in a few words why you take this away.',
  )
  await section.getByLabel('Why do you take it away?').fill('The audit that our bank asks for.')
  await section.getByLabel('First day').fill('2020-01-01')
  await prepare.click()
  await expect(page.getByRole('heading', { name: 'Ready to take away' })).toBeFocused()
  expect(strFromU8(await downloaded(page, 'Download a table'))).toContain('choices_made')
  const member = await as('noor')
  await member.goto(paths.record(brinkhorst))
  await expect(member.getByRole('main')).toContainText('took away everyone’s record')
  await expect(member.getByRole('main')).toContainText('Reason: The audit that our bank asks for.')
})

async function downloaded(
  page: Page,
  name: string | RegExp,
  role: 'button' | 'link' = 'button',
): Promise<Uint8Array> {
  const coming = page.waitForEvent('download')
  await page.getByRole(role, { name }).first().click()
  return readFileSync(await (await coming).path())
}
