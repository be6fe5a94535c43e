import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { apiPaths, paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'

const account = 'brinkhorst'

/** Somebody new, so that nobody of the story goes. */
async function newcomer(admin: Page, name: string) {
  const email = `${name.toLowerCase().replace(' ', '.')}@people.example`
  const added = await admin.request.post(apiPaths.members(account), {
    data: { name, email, role: 'member' },
  })
  expect(added.status()).toBe(201)
  return { name, email }
}

test('a member asks, an admin sees what it does, erases, and nothing names them any more', async ({
  as,
  complaints,
}, testInfo) => {
  complaints.expect(404)
  const admin = await as('dariush')
  const { name, email } = await newcomer(admin, 'Ester Vos')
  const member = await as(email)

  await member.goto(paths.account(account))
  await member.getByRole('link', { name: 'What it does, and how to ask' }).click()
  await expect(member.getByRole('heading', { name: 'Your erasure', level: 1 })).toBeVisible()
  for (const part of ['What goes at once', 'What is kept sealed', 'Why it is kept'])
    await expect(member.getByRole('heading', { name: part })).toBeVisible()
  await member.getByRole('button', { name: 'Ask for my erasure' }).click()
  await expect(member.getByRole('main')).toContainText('You asked on ')
  const [receipt] = await receiptsOf(member)
  const file = await member.request.get(apiPaths.receiptFile(account, receipt!))
  const path = testInfo.outputPath('asked.receipt.json')
  writeFileSync(path, await file.body())

  await admin.goto(paths.members(account))
  const row = admin.getByRole('region', { name: 'To be erased' }).getByRole('row')
  await expect(row.filter({ hasText: name })).toContainText('Asked on ')
  await row.filter({ hasText: name }).getByRole('link').click()
  await expect(admin.getByRole('heading', { name: `Erase ${name}`, level: 1 })).toBeVisible()
  await expect(admin.getByRole('main')).toContainText('An answer is due by ')
  await admin.getByRole('button', { name: `Erase ${name}` }).click()
  await expect(admin.getByRole('main').getByRole('status').last()).toContainText(
    `${name} is erased. The sealed evidence is kept until `,
  )

  for (const page of [paths.members(account), paths.record(account)]) {
    await admin.goto(page)
    const main = admin.getByRole('main')
    await expect(main).not.toContainText(name)
    await expect(main).not.toContainText(email)
  }
  await expect(admin.getByRole('main')).toContainText('A member who was erased asked to be erased.')
  await expect(admin.getByRole('main')).toContainText('You erased a member of the account.')

  await member.goto(paths.account(account))
  await expect(member).toHaveURL(/sign-in/)
  const again = await admin.request.get(apiPaths.receiptFile(account, receipt!))
  expect(again.status()).toBe(404)

  await member.goto(paths.verify())
  await member.locator('input[type=file]').setInputFiles(path)
  await expect(member.getByRole('main')).toContainText('a record that somebody asked to be erased')
})

test('an owner is erased by an owner only, and not as the last one', async ({ as }) => {
  const admin = await as('dariush')
  await admin.goto(paths.members(account))
  const owner = admin.getByRole('row').filter({ hasText: 'Renske' })
  await owner.getByRole('link', { name: /Erase/ }).click()
  await expect(admin.getByRole('main')).toContainText('Only an owner')
  await expect(admin.getByRole('button', { name: /^Erase/ })).toHaveCount(0)
})

async function receiptsOf(page: Page): Promise<string[]> {
  await page.goto(paths.receipts(account))
  const links = page.getByRole('main').locator('a[href*="/receipts/"]')
  await expect(links.first()).toBeVisible()
  const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  return hrefs.map((href) => href.split('/').at(-1) ?? '')
}
