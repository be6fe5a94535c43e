import { expect, test } from '@playwright/test'

test('a newcomer finds a first page, and the people to sign in as', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto('/sign-in')
  await expect(page.getByRole('main')).toContainText('Renske Hofland')
})
