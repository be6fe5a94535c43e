import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** Nothing that axe finds, and nothing that has to be scrolled to sideways. */
export async function expectNoFinding(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { 'target-size': { enabled: true } } })
    .setLegacyMode()
    .analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth,
  )
  expect(isWider, 'wider than the screen').toBe(false)
}
