import type { Locator, Page } from '@playwright/test'
import { apiPaths, paths } from '#lib/paths.ts'
import { controlsWithoutTheirFacts, pairsOn } from './controls.ts'
import { expect, statesOn, test } from './fixtures.ts'

// The rules of consent law as far as a browser can see them; C numbers are those of the product's reference.
// Papaver Studio and Brinkhorst Pumps are shared with tests that only read: each test here has a person of its own.

const papaver = 'papaver'
const questions = [paths.features(papaver), paths.sharing(papaver)] as const

test('C2: neither question changes the answer to the other, in any combination', async ({ as }) => {
  const page = await as('kaito')
  const features = { path: paths.features(papaver), about: 'Chat compose' }
  const sharing = { path: paths.sharing(papaver), about: 'Product improvement' }
  for (const [here, there, press, receipt] of [
    [features, sharing, 'Leave me out: Chat compose', 'Your answer about AI features'],
    [sharing, features, 'Share my attachments: Product improvement', 'Your answer about sharing'],
    [features, sharing, 'Include me: Chat compose', 'Your answer about AI features'],
    [
      sharing,
      features,
      'Leave out my attachments: Product improvement',
      'Your answer about sharing',
    ],
  ] as const) {
    const other = await statesAt(page, there.path)
    const own = await statesAt(page, here.path)
    await unfold(page)
    const { url } = await answer(page, press)
    expect(await statesAt(page, here.path), press).not.toEqual(own)
    expect(await statesAt(page, there.path), press).toEqual(other)
    await page.goto(url)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(receipt)
  }
})

test('C3: nothing is selected beforehand, and Enter on an opened page answers nothing', async ({
  as,
}) => {
  const page = await as('saoirse')
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url())
  })
  for (const path of [
    ...questions,
    paths.featurePermissions(papaver),
    paths.sharingPermissions(papaver),
    paths.acceptance(papaver, 'terms-of-service'),
  ]) {
    await page.goto(path)
    await expectHydrated(page)
    const main = page.getByRole('main')
    expect(await main.locator(':checked, [aria-checked=true], [aria-pressed=true]').count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.tagName), path).toBe('BODY')
    await page.keyboard.press('Enter')
  }
  await page.goto(paths.featurePermissions(papaver))
  await page.getByRole('button', { name: 'Members decide for themselves: smart recording' }).click()
  await expect(page.getByRole('radio', { name: 'Ask them now' })).toBeVisible()
  for (const radio of await page.getByRole('main').getByRole('radio').all()) {
    await expect(radio).not.toBeChecked()
  }
  expect(sent.filter((url) => !url.endsWith('permission-previews'))).toEqual([])
})

test('C1, C4: who never answered is left out, and stays so by reading, scrolling and signing in again', async ({
  as,
}) => {
  const owner = await as('saoirse')
  const email = 'wren.aalders@papaver.example'
  const data = { name: 'Wren Aalders', email, role: 'member' }
  const added = await owner.request.post(apiPaths.members(papaver), { data })
  expect(added.status()).toBe(201)
  const states = async () => {
    const page = await as(email)
    const all: Record<string, string> = {}
    for (const path of questions) {
      Object.assign(all, await statesAt(page, path))
      await page.keyboard.press('End')
      await expect(page.getByRole('contentinfo')).toBeInViewport()
    }
    await page.context().close()
    return all
  }
  const first = await states()
  expect(Object.keys(first).length).toBeGreaterThan(10)
  for (const sentence of Object.values(first)) {
    expect(sentence).toMatch(/: (you are left out|not shared|nothing for you to decide)\.$/)
  }
  expect(await states()).toEqual(first)
})

test('C5: each kind of content can be answered alone, and a yes to all stands beside an equal no to all', async ({
  as,
}) => {
  const page = await as('mateus')
  await page.goto(paths.sharing(papaver))
  await unfold(page)
  const main = page.getByRole('main')
  for (const kind of ['whiteboard', 'poll results', 'reactions', 'chat', 'attachments'])
    await expectPair(main, `Share my ${kind}: Product improvement`)
  await expectPair(main, 'Share what I write: Product improvement')
  await expectPair(main, 'Share all of it: Sharing for product improvement')
})

test('C5, C25: one press answers one purpose of one question, and nothing else', async ({ as }) => {
  const page = await as('mateus')
  await page.goto(paths.sharing(papaver))
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  await answer(page, 'Leave out all of it: Sharing for product improvement')
  const { question, choices } = (await sent).postDataJSON() as {
    question: string
    choices: { purpose: string }[]
  }
  expect(question).toBe('sharing')
  expect(new Set(choices.map(({ purpose }) => purpose))).toEqual(new Set(['product_improvement']))
})

test('C6: what a yes rests on stands before the control, and is what the receipt keeps', async ({
  as,
}) => {
  const page = await as('anselm')
  const account = 'brinkhorst'
  for (const path of [paths.features(account), paths.sharing(account)]) {
    await page.goto(path)
    expect(await controlsWithoutTheirFacts(page), path).toEqual([])
  }
  await page.goto(paths.features(account))
  const section = page.getByRole('region', { name: 'Chat compose' })
  const clause = await section.locator('.legal p').first().textContent()
  const covered = await section.getByRole('listitem').first().textContent()
  const { url } = await answer(page, 'Leave me out: Chat compose')
  const id = new URL(url).pathname.split('/').at(-1) ?? ''
  const file = await page.request.get(apiPaths.receiptFile(account, id))
  const { texts } = (await file.json()) as { texts: { mediaType: string; text: string }[] }
  const kept = (type: string) =>
    texts.filter(({ mediaType }) => mediaType === type).map(({ text }) => text)
  expect(words(kept('text/markdown').join())).toContain(words(clause ?? 'no clause'))
  expect(kept('application/json').join()).toContain(covered ?? 'nothing covered')
})

test('C10: taking a yes back costs no more clicks, pages and fields than giving it', async ({
  as,
}) => {
  const page = await as('mateus')
  await page.goto(paths.account('brinkhorst'))
  const give = await costOf(page, 'AI features', 'Include me: Chat compose')
  await page.goto(paths.account('brinkhorst'))
  const takeBack = await costOf(page, 'AI features', 'Leave me out: Chat compose')
  expect(takeBack.presses).toBeLessThanOrEqual(give.presses)
  expect(takeBack.pages).toBeLessThanOrEqual(give.pages)
  expect(takeBack.fields).toBe(0)
  expect(give).toEqual({ presses: 2, pages: 1, fields: 0 })
})

test('C14, C25: one press takes every yes back, over both questions, with nothing in between', async ({
  as,
}) => {
  const page = await as('saoirse')
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  for (const path of questions) {
    await page.goto(path)
    await expect(page.getByRole('button', { name: 'Withdraw everything' })).toHaveCount(1)
  }
  await page.getByRole('button', { name: 'Withdraw everything' }).click()
  const said = page.getByRole('status').filter({ hasText: 'Every yes of yours is taken back.' })
  await expect(said.getByRole('link')).toHaveText(['First receipt', 'Second receipt'])
  expect(dialogs).toEqual([])
  for (const path of questions) {
    expect(Object.values(await statesAt(page, path)).filter(isYes), path).toEqual([])
  }
})

test('C22: yes and no are the same element twice, in the same order on every page', async ({
  as,
}) => {
  const page = await as('phuong')
  const account = 'brinkhorst'
  for (const path of [
    paths.features(account),
    paths.features(papaver),
    paths.sharing(papaver),
    paths.featurePermissions(account),
    paths.sharingPermissions(account),
  ]) {
    const reader = path.includes(papaver) ? await as('mateus') : page
    await reader.goto(path)
    await expectHydrated(reader)
    await unfold(reader)
    const pairs = await pairsOn(reader)
    expect(pairs.length, path).toBeGreaterThan(0)
    for (const [yes, no] of pairs) {
      expect(yes.look, `${yes.name} and ${no.name}`).toEqual(no.look)
      expect(yes.name).toMatch(/^(Include me|Share |Members decide)/)
      expect(no.name).toMatch(/^(Leave |Off for everyone)/)
    }
  }
})

test('C23: every control is named by the sentence that says where it stands', async ({ as }) => {
  for (const [person, path] of [
    ['kaito', paths.features(papaver)],
    ['kaito', paths.sharing(papaver)],
    ['dariush', paths.featurePermissions('brinkhorst')],
  ] as const) {
    const page = await as(person)
    await page.goto(path)
    await expectHydrated(page)
    const main = page.getByRole('main')
    expect(await main.locator('[role=switch], input').count(), path).toBe(0)
    const shown = words((await main.textContent()) ?? '')
    const names = Object.values(await groupNames(page))
    expect(names.length).toBeGreaterThan(3)
    for (const name of names) {
      expect(name).toMatch(/^.+: .+\.$/)
      expect(shown, 'the name is read on the page as well').toContain(name)
    }
  }
})

test('C24: no control has a double negative', async ({ as }) => {
  const page = await as('kaito')
  for (const path of questions) {
    await page.goto(path)
    await unfold(page)
    const labels = await page.getByRole('main').getByRole('button').allTextContents()
    for (const label of labels) expect(label).not.toMatch(/\b(don.t|disable|opt|un\w+|not)\b/i)
    for (const sentence of Object.values(await statesOn(page))) {
      expect(sentence.match(/\b(not?|never|none|nothing|without|un\w+)\b/gi) ?? []).toHaveLength(
        (sentence.match(/\b(not shared|nothing)\b/gi) ?? []).length,
      )
    }
  }
})

test('C26: a link to any place of an account leads there through sign-in', async ({ page }) => {
  test.slow()
  for (const [i, path] of [
    paths.features(papaver),
    paths.sharing(papaver),
    paths.receipts(papaver),
    paths.members(papaver),
    paths.featurePermissions(papaver),
    paths.acceptance(papaver, 'terms-of-service', { version: '4' }),
    paths.record(papaver, { kind: 'choices_made', asOf: '2026-02-03T09:30' }),
  ].entries()) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pick a person')
    await page.getByRole('button', { name: 'Sign in as Saoirse Delaney' }).click()
    await expect(page).toHaveURL(path)
    await expect(page.getByRole('heading', { level: 1 }), `place ${i}`).toBeVisible()
    await page.context().clearCookies()
  }
})

async function statesAt(page: Page, path: string): Promise<Readonly<Record<string, string>>> {
  await page.goto(path)
  return statesOn(page)
}

/** Presses one button and waits until it is recorded. Answers the address of its receipt. */
async function answer(page: Page, name: string): Promise<{ url: string }> {
  await page.getByRole('button', { name, exact: true }).click()
  const said = page.getByRole('status').filter({ hasText: 'Recorded.' })
  const href = await said.getByRole('link', { name: 'The receipt' }).getAttribute('href')
  return { url: new URL(href ?? '', page.url()).href }
}

/** What folds is unfolded, as a person would who looks at each kind of content. */
async function unfold(page: Page): Promise<void> {
  await page.locator('main details').evaluateAll((all) => {
    for (const details of all as HTMLDetailsElement[]) details.open = true
  })
}

async function expectHydrated(page: Page): Promise<void> {
  for (const button of await page.getByRole('main').getByRole('button').all()) {
    await expect(button).toBeEnabled()
  }
}

/** A yes by that name has a no beside it, and nothing else. */
async function expectPair(main: Locator, yes: string): Promise<void> {
  const button = main.page().getByRole('button', { name: yes, exact: true })
  const group = main.getByRole('group').filter({ has: button })
  const names = await group.last().getByRole('button').evaluateAll(namesOf)
  expect(names).toEqual([yes, yes.replace(/^Share /, 'Leave out ')])
}

/** Walks from the page in view as a person would, and counts. */
async function costOf(page: Page, place: string, button: string) {
  const cost = { presses: 0, pages: 0, fields: 0 }
  const from = page.url()
  await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: place }).click()
  cost.presses += 1
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(place)
  if (page.url() !== from) cost.pages += 1
  const there = page.url()
  cost.fields += await page.getByRole('main').getByRole('textbox').count()
  await answer(page, button)
  cost.presses += 1
  if (page.url() !== there) cost.pages += 1
  return cost
}

function isYes(sentence: string): boolean {
  return /: (you are included|shared|partly shared)/.test(sentence)
}

async function groupNames(page: Page): Promise<string[]> {
  const groups = page.locator('main [role=group][aria-label]')
  return groups.evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''))
}

function namesOf(buttons: Element[]): string[] {
  return buttons.map((button) => button.ariaLabel ?? button.textContent)
}

function words(text: string): string {
  return text.replace(/[\s*]+/g, ' ').trim()
}
