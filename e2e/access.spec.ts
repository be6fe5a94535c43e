import type { Page } from '@playwright/test'
import { apiPaths, paths } from '#lib/paths.ts'
import { expect, expectWhole, people, test } from './fixtures.ts'
import {
  account,
  type Ids,
  type Meets,
  pagesOfApp,
  places,
  type Reader,
  readers,
} from './places.ts'

test('every page of the portal has its line in the table of who may see it', () => {
  expect(places.map(({ page }) => page).sort()).toEqual(pagesOfApp())
})

for (const reader of Object.keys(readers) as Reader[]) {
  test(`${reader}: every page is what it is for them, and nothing else`, async ({
    as,
    page: stranger,
    complaints,
  }) => {
    complaints.expect(404)
    const person = readers[reader]
    const page = person === null ? stranger : await as(person)
    const ids = await idsOf(await as(readers.member), await as(readers.auditor))
    for (const { path, meets } of places) {
      await expectToMeet(page, path(ids), meets[reader])
    }
  })
}

test('an account that does not exist is told from one of others by nothing', async ({
  as,
  complaints,
}) => {
  complaints.expect(404)
  const page = await as('kaito')
  const body = async (path: string) => {
    const response = await page.goto(path)
    expect(response?.status()).toBe(404)
    return page.getByRole('main').textContent()
  }
  expect(await body(paths.features('brinkhorst'))).toBe(await body(paths.features('nobody')))
})

test('an admin meets no other member’s answer, and no number of fewer than five people', async ({
  as,
}) => {
  const page = await as('dariush')
  const others = people.filter(({ key }) => ['anselm', 'noor', 'mateus', 'phuong'].includes(key))
  for (const path of [paths.featurePermissions(account), paths.sharingPermissions(account)]) {
    const text = await textOf(page, path)
    for (const { name } of others) expect(text).not.toContain(name)
    expect(text).not.toMatch(/\b[0-4] (of|people|members)\b/)
  }
  expect(await textOf(page, paths.featurePermissions(account))).toContain('not everyone')
  const record = paths.record(account, { asOf: '2026-08-01T00:00' })
  for (const path of [paths.account(account), record, paths.record(account)]) {
    const text = await textOf(page, path)
    for (const { name } of others) expect(text).not.toMatch(new RegExp(`${name} (answered|took)`))
    expect(text).not.toMatch(/said yes: [0-4] of/)
  }
})

test('nobody but the member sees their receipt, not by its address either', async ({ as }) => {
  const { receipt } = await idsOf(await as(readers.member), await as(readers.auditor))
  for (const reader of ['outsider', 'admin', 'owner', 'auditor', 'staff'] as const) {
    const { request } = await as(readers[reader])
    const file = await request.get(apiPaths.receiptFile(account, receipt))
    expect(file.status(), reader).toBe(404)
  }
})

/** The member's latest receipt, and the member as the auditor finds them. */
async function idsOf(member: Page, auditor: Page): Promise<Ids> {
  await member.goto(paths.receipts(account))
  await expectWhole(member)
  const latest = member.getByRole('main').locator('a[href*="/receipts/"]').first()
  const receipt = (await latest.getAttribute('href')) ?? ''
  await auditor.goto(paths.members(account))
  const row = auditor.getByRole('row').filter({ hasText: 'Anselm Quist' })
  const href = await row.getByRole('link').getAttribute('href')
  return { receipt: receipt.split('/').at(-1) ?? '', member: href?.split('/').at(-2) ?? '' }
}

async function expectToMeet(page: Page, path: string, meets: Meets): Promise<void> {
  if (meets === 'none' || meets === 'sign-in') return expectTurnedAway(page, path, meets)
  const response = await page.goto(path)
  expect(response?.status(), path).toBe(200)
  await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
  if (meets === 'open') return
  await expectWhole(page)
  const buttons = page.getByRole('main').getByRole('button')
  const names = await buttons.evaluateAll((all) =>
    all.map((one) => one.ariaLabel ?? (one as HTMLElement).innerText),
  )
  const acts = names.filter((name) => !/^(Copy|Show$)/.test(name))
  if (meets === 'reads') expect(acts, path).toEqual([])
  else expect(acts.length, path).toBeGreaterThan(0)
}

/** Asked for without a page's scripts: what is not sent cannot be shown. */
async function expectTurnedAway(page: Page, path: string, meets: Meets): Promise<void> {
  const response = await page.request.get(path, { maxRedirects: 0 })
  expect(response.status(), path).toBe(meets === 'none' ? 404 : 307)
  if (meets === 'sign-in') expect(response.headers()['location']).toBe(paths.signIn({ to: path }))
}

async function textOf(page: Page, path: string): Promise<string> {
  await page.goto(path)
  await expectWhole(page)
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible()
  return (await page.getByRole('main').textContent()) ?? ''
}
