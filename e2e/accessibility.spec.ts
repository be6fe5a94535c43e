import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { bring } from './desk.ts'
import { expect, expectWhole, test } from './fixtures.ts'
import { account, type Ids, places, type Reader, readers } from './places.ts'
import { chooseReceipt, ownReceipt } from './verify-receipt.ts'

const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }

for (const reader of ['stranger', 'member', 'admin', 'auditor', 'staff'] as const) {
  test(`${reader}: no page has a finding, in either theme, on a large screen or a small one`, async ({
    as,
    page: stranger,
  }) => {
    test.slow()
    const person = readers[reader]
    const page = person === null ? stranger : await as(person)
    const ids = await idsFor(page, reader)
    const titles = new Map<string, string>()
    for (const { path, meets } of places) {
      // What anyone may see differs from reader to reader by its header alone, which is on the others too.
      if (!(reader === 'stranger' ? ['open'] : ['acts', 'reads']).includes(meets[reader])) continue
      await page.goto(path(ids))
      await expectOneHeading(page)
      const { pathname } = new URL(page.url())
      const title = await page.title()
      expect(titles.get(title) ?? pathname, `the title “${title}”`).toBe(pathname)
      titles.set(title, pathname)
      await expectNoFindings(page)
      await expectToFit(page)
    }
  })
}

test('the page that verifies has no finding: empty, verified, asked and refused', async ({
  as,
  page,
}) => {
  const { zip } = await ownReceipt(await as('kaito'))
  await page.goto(paths.verify())
  await expectOneHeading(page)
  await expectNoFindings(page)
  await expectToFit(page)
  await chooseReceipt(page, 'a.receipt.zip', zip)
  await page.getByRole('button', { name: 'Ask the portal whether it is still so' }).click()
  await expect(page.getByRole('main')).toContainText('The portal said so at')
  await expectNoFindings(page)
  await expectToFit(page)
  await chooseReceipt(page, 'half.receipt.zip', zip.subarray(0, zip.length / 2))
  await expectNoFindings(page)
})

test('what a page says when something is wrong has no finding either', async ({
  as,
  page: stranger,
  complaints,
}) => {
  complaints.expect(404)
  await stranger.goto('/nowhere')
  await expectOneHeading(stranger)
  await expectNoFindings(stranger)
  const page = await as('dariush')
  await page.goto(paths.features('nowhere'))
  await expectOneHeading(page)
  await expectNoFindings(page)
  await page.goto(paths.acceptance(account, 'terms-of-service'))
  await page.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(page.getByRole('group', { name: 'Nothing is recorded yet' })).toBeFocused()
  await expectNoFindings(page)
  await page.goto(paths.featurePermissions(account))
  await page.getByRole('button', { name: 'Members decide for themselves: chat compose' }).click()
  await page.getByRole('button', { name: /^(Let members decide|Record how)/ }).click()
  await expect(page.getByRole('link', { name: /^Choose how/ })).toBeVisible()
  await expectNoFindings(page)
  await expectToFit(page)
})

test('a version that waits on the desk has no finding, with verdicts to give and one given', async ({
  as,
}) => {
  test.slow()
  const page = await as('wietske')
  const published = await page.request.get(paths.termsText('terms-of-service', 4))
  const markdown = (await published.text()).replace('within 30 days', 'within 90 days')
  const number = await bring(page.request, 'terms-of-service', markdown)
  await page.goto(paths.operatorTermsVersion('terms-of-service', number))
  await page.getByRole('article').getByRole('radio', { name: 'gives us less' }).check()
  await page.getByRole('button', { name: 'Save the review' }).click()
  await expect(page.getByRole('link', { name: /say why you see it otherwise/ })).toBeVisible()
  await expectNoFindings(page)
  await expectToFit(page)
})

test('the first stop of the keyboard leads past the navigation', async ({ as }) => {
  const page = await as('anselm')
  await page.goto(paths.features(account))
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

/** Everything that folds is open for it, so that nothing is left out. */
async function expectNoFindings(page: Page): Promise<void> {
  await page.locator('main details').evaluateAll((all) => {
    for (const details of all as HTMLDetailsElement[]) details.open = true
  })
  await page.setViewportSize(wide)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectNothing(page, new AxeBuilder({ page }), 'light, large')
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expectNothing(page, new AxeBuilder({ page }).withRules(colours), 'dark, large')
  await page.setViewportSize(narrow)
  await expectNothing(page, new AxeBuilder({ page }), 'dark, small')
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectNothing(page, new AxeBuilder({ page }).withRules(colours), 'light, small')
}

/** The rules whose outcome depends on the theme; the others have been asked at this width or at that. */
const colours = ['color-contrast', 'link-in-text-block']

async function expectNothing(page: Page, axe: AxeBuilder, how: string): Promise<void> {
  const { violations } = await axe
    .options({ rules: { 'target-size': { enabled: true } } })
    .setLegacyMode()
    .analyze()
  const findings = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  )
  expect(findings, `${page.url()}, ${how}`).toEqual([])
}

async function expectToFit(page: Page): Promise<void> {
  for (const width of [360, 390, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const content = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(content, `${page.url()} at ${width} pixels`).toBeLessThanOrEqual(width)
  }
}

async function expectOneHeading(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page.getByRole('main')).toHaveCount(1)
  await expectWhole(page)
}

async function idsFor(page: Page, reader: Reader): Promise<Ids> {
  const find = async (path: string, part: RegExp) => {
    await page.goto(path)
    await expectWhole(page)
    const links = page.getByRole('main').getByRole('link')
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    return hrefs.flatMap((href) => part.exec(href ?? '')?.[1] ?? [])[0] ?? ''
  }
  return {
    receipt: reader === 'member' ? await find(paths.receipts(account), /receipts\/([^/]+)$/) : '',
    member: ['auditor', 'admin'].includes(reader)
      ? await find(paths.members(account), /members\/([^/]+)\/(?:record|erasure)$/)
      : '',
  }
}
