import { readFileSync } from 'node:fs'
import {
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  expect,
  test as base,
} from '@playwright/test'
import { apiPaths } from '#lib/paths.ts'

export { expect } from '@playwright/test'

type Fixtures = {
  /** What the browsers of this test complained about. A test ends well when that is nothing. */
  readonly complaints: Complaints
  /** A page signed in as that person: a key of prisma/demonstration.json, or an address. */
  readonly as: (person: string, options?: BrowserContextOptions) => Promise<Page>
}

/** Every page of a test is watched: an error on the console, one that nobody caught, what the CSP stopped. */
export const test = base.extend<Fixtures>({
  complaints: [
    async ({}, use) => {
      const complaints = new Complaints()
      await use(complaints)
      expect(complaints.heard, 'what the browser complained about').toEqual([])
    },
    { auto: true },
  ],
  context: async ({ context, complaints }, use) => {
    await complaints.listenTo(context)
    await use(context)
  },
  as: async ({ browser, complaints }, use) => {
    const opened: BrowserContext[] = []
    await use(async (person, options = {}) => {
      const context = await browser.newContext(options)
      opened.push(context)
      await complaints.listenTo(context)
      const data = { person: addressOf(person) }
      const signIn = await context.request.post(apiPaths.demonstrationSessions(), { data })
      expect(signIn.status(), `signing in as ${person}`).toBe(201)
      return context.newPage()
    })
    for (const context of opened) await context.close()
  },
})

class Complaints {
  readonly heard: string[] = []
  readonly #expected = new Set<number>()

  /** The test is about an answer of this status, which the browser puts on its console as well. */
  expect(...statuses: readonly number[]): void {
    for (const status of statuses) this.#expected.add(status)
  }

  async listenTo(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`Content-Security-Policy: ${violatedDirective} stopped ${blockedURI}`),
      )
    })
    context.on('weberror', (error) => this.heard.push(String(error.error())))
    context.on('console', (message) => {
      if (message.type() !== 'error') return
      const text = message.text()
      const [, status] = /the server responded with a status of (\d+)/.exec(text) ?? []
      if (status !== undefined && this.#expected.has(Number(status))) return
      this.heard.push(`${text} (${message.location().url})`)
    })
  }
}

export type Person = { readonly key: string; readonly name: string; readonly email: string }

/** The people of the demonstration, as they are written down. */
export const people: readonly Person[] = readPeople()

export function personOf(key: string): Person {
  const person = people.find((each) => each.key === key)
  if (person === undefined) throw new Error(`The demonstration has no person "${key}".`)
  return person
}

/**
 * Where a member stands, as their page says it: the accessible name of every control that can be answered,
 * by its id. Folded controls are read as well.
 */
export async function statesOn(page: Page): Promise<Readonly<Record<string, string>>> {
  const controls = page.locator('main [role=group][id][aria-label]')
  return Object.fromEntries(
    await controls.evaluateAll((all) => all.map((one) => [one.id, one.ariaLabel ?? ''])),
  )
}

/** Until everything that the server was still working on has arrived. */
export async function expectWhole(page: Page): Promise<void> {
  const waits = page.getByRole('main').getByRole('status').filter({ hasText: stillLoading })
  await expect(waits).toHaveCount(0)
}

const stillLoading = /^(Looking up|Reading the record|Working out|Opening the drawer)/

function addressOf(person: string): string {
  return person.includes('@') ? person : personOf(person).email
}

function readPeople(): Person[] {
  const story = JSON.parse(readFileSync('prisma/demonstration.json', 'utf8')) as {
    people: Person[]
  }
  return story.people
}
