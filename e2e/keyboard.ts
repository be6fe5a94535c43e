import { type Locator, type Page, expect } from '@playwright/test'

/** A person with no mouse: they get anywhere by Tab, see where they are, and press. */
export class Keyboard {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** What a person types into the address bar. */
  async open(path: '/'): Promise<void> {
    await this.page.goto(path)
  }

  /** Tabs on until the focus is there, and can be seen to be there. */
  async reach(target: Locator): Promise<void> {
    await expect(target).toBeVisible()
    await expect(target).toBeEnabled()
    for (let presses = 0; presses < MOST_STOPS; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) {
        return this.#expectToBeSeen(target)
      }
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to ${target.toString()}`)
  }

  async press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.reach(target)
    await this.page.keyboard.press(key)
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.reach(target)
    await this.page.keyboard.type(text)
  }

  async #expectToBeSeen(target: Locator): Promise<void> {
    const outline = await target.evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return { style: outlineStyle, width: parseFloat(outlineWidth) }
    })
    expect(outline.style, `the focus on ${target.toString()}`).not.toBe('none')
    expect(outline.width).toBeGreaterThan(1)
  }
}

/** More stops than any page has: the longest terms have a link for each clause. */
const MOST_STOPS = 400
