import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { expect, expectWhole, test } from './fixtures.ts'

// Four versions of the demonstration's terms: the second gives the platform more, the fourth takes it back.

const terms = 'terms-of-service'
const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }

test('anyone finds what a version changed, clause by clause, from the list of versions', async ({
  page,
}) => {
  await page.goto(paths.termsVersions(terms))
  const second = page.getByRole('article', { name: 'Version 2' })
  await expect(second).toContainText('give the platform more')
  await second.getByRole('link', { name: 'What changed from version 1' }).click()
  await expect(page).toHaveURL(paths.termsChanges(terms, { from: 1, to: 2 }))
  const clause = page.getByRole('article', { name: '2.3 Service data' })
  await expect(clause).toContainText('It gives the platform more. Confirmed by Northwind Meet B.V.')
  await expect(clause.getByRole('deletion').filter({ visible: true }).first()).toBeVisible()
  await expect(clause.getByRole('insertion').filter({ visible: true }).first()).toBeVisible()
  await page.getByRole('link', { name: /give the platform more/ }).click()
  await expect(page.getByRole('heading', { name: /^Gives the platform more/ })).toBeInViewport()
})

test('two other versions are compared without a script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(paths.termsChanges(terms))
  await expect(page.getByRole('main')).toContainText('From version 3 to version 4')
  await page.getByLabel('From').selectOption('1')
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page).toHaveURL(paths.termsChanges(terms, { from: 1, to: 4 }))
  await expect(page.getByRole('main')).toContainText('From version 1 to version 4')
  await context.close()
})

test('old and new stand side by side on a wide screen, and are one text on a narrow one', async ({
  page,
}) => {
  await page.goto(paths.termsChanges(terms, { from: 1, to: 2 }))
  const clause = page.getByRole('article', { name: '5.3 Changes of price' })
  await page.setViewportSize(wide)
  await expect(clause.getByText('60', { exact: true }).filter({ visible: true })).toHaveCount(1)
  await expect(clause.getByText('Version 1', { exact: true })).toBeVisible()
  await page.setViewportSize(narrow)
  await expect(clause.getByText('Version 1', { exact: true })).toBeHidden()
  await expect(clause.getByText('60', { exact: true }).filter({ visible: true })).toHaveCount(1)
  await expect(clause.getByText('30', { exact: true }).filter({ visible: true })).toHaveCount(1)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('words that stayed the same are folded in place, and open there', async ({ page }) => {
  await page.setViewportSize(narrow)
  await page.goto(paths.termsChanges(terms, { from: 1, to: 4 }))
  const fold = page.locator('.compared-new .compared-fold').first()
  const words = fold.getByText('words that stayed the same')
  await expect(words).toBeAttached()
  const before = (await fold.boundingBox())?.height ?? 0
  await fold.locator('summary').click()
  await expect(fold).toHaveAttribute('open', '')
  expect((await fold.boundingBox())?.height).toBeGreaterThan(before)
})

test('an admin sees what changed since the account accepted, a member since their own yes', async ({
  as,
}) => {
  const admin = await as('marit')
  await admin.goto(paths.accountTerms('lindenveld'))
  // Other tests publish documents of their own.
  const changes = `a[href="${paths.accountChanges('lindenveld', terms)}"]`
  await admin.getByRole('main').locator(changes).first().click()
  await expectHeading(admin, 'What changed since you agreed')
  await expectWhole(admin)
  const main = admin.getByRole('main')
  await expect(main).toContainText('last accepted version 1 of Terms of service')
  await expect(main.getByRole('link', { name: /^Answer version 4/ })).toBeVisible()

  const member = await as('kaito')
  await member.goto(paths.accountChanges('papaver', terms))
  const resting = member.getByRole('region', { name: 'What your answers rest on' })
  await expect(member.getByRole('main')).toContainText('was given under version 3')
  await expect(resting.getByRole('article').first()).toContainText('on this clause.')

  const nothing = await as('anselm')
  await nothing.goto(paths.accountChanges('brinkhorst', terms))
  await expect(nothing.getByRole('main')).toContainText('Nothing has changed since.')
})

test('a link to a clause that is gone leads to where it went', async ({ page }) => {
  const gone = '10-5-settings'
  await page.goto(`${paths.termsDocument(terms)}#${gone}`)
  const notice = page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: 'not in this version' })
  await expect(notice).toBeVisible()
  await notice.getByRole('link', { name: 'See where it is now' }).click()
  await expectHeading(page, 'Where “10.5 Settings” is now')
  await expect(page.getByRole('main')).toContainText('It has been gone since version 4')
  await page.getByRole('link', { name: 'As it was in version 3' }).click()
  await expect(page.locator(`[id="${gone}"]`)).toBeInViewport()
  await page
    .getByRole('link', { name: 'Where this clause is now' })
    .filter({ visible: true })
    .click()
  await expectHeading(page, 'Where “10.5 Settings” is now')
})

test('a clause that moved is found under its new number', async ({ page }) => {
  await page.goto(paths.termsClause(terms, '4-4-emergencies', { version: 1 }))
  await expect(page.getByRole('main')).toContainText(
    'It is 6.4 Emergencies now, and says the same.',
  )
  await page.getByRole('link', { name: 'Read 6.4 in version 4' }).click()
  await expect(page.locator('[id="6-4-emergencies"]')).toBeInViewport()
})

test('the list of versions names its feed, which a program can follow', async ({ page }) => {
  await page.goto(paths.termsVersions(terms))
  const feed = page.locator('link[rel=alternate][type="application/atom+xml"]')
  expect(new URL((await feed.getAttribute('href')) ?? '', page.url()).pathname).toBe(
    paths.termsFeed(terms),
  )
  const response = await page.request.get(paths.termsFeed(terms))
  expect(response.headers()['content-type']).toContain('application/atom+xml')
  const parsed = await page.evaluate(
    (text) => {
      const document = new DOMParser().parseFromString(text, 'application/xml')
      return [
        document.querySelector('parsererror') === null,
        document.querySelectorAll('entry').length,
      ]
    },
    await response.text(),
  )
  expect(parsed).toEqual([true, 4])
  const headers = { 'if-none-match': response.headers()['etag'] ?? '' }
  expect((await page.request.get(paths.termsFeed(terms), { headers })).status()).toBe(304)
})

test('numbers that name no version are no page', async ({ page, complaints }) => {
  complaints.expect(404)
  for (const query of ['from=1&to=99', 'from=x', 'to=0', 'from=1&to=1.5']) {
    const response = await page.goto(`${paths.termsChanges(terms)}?${query}`)
    expect(response?.status(), query).toBe(404)
  }
  for (const clause of ['nothing', '%00', 'a?version=x']) {
    const response = await page.goto(`${paths.termsClause(terms, '')}${clause}`)
    expect(response?.status(), clause).toBe(404)
  }
})

for (const [from, to] of [
  [1, 2],
  [2, 2],
  [4, 1],
] as const) {
  test(`version ${from} beside ${to}: no finding, in either theme, with every fold open`, async ({
    page,
  }) => {
    await page.goto(paths.termsChanges(terms, { from, to }))
    await page.evaluate(() =>
      document.querySelectorAll('details').forEach((each) => (each.open = true)),
    )
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    }
  })
}

async function expectHeading(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words)
}
