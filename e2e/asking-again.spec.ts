import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { apiPaths, paths } from '#lib/paths.ts'
import { lookOf, pairsOn } from './controls.ts'
import { publish } from './desk.ts'
import { expect, personOf, test } from './fixtures.ts'

// Papaver Studio is asked again by documents of these tests' own; the purpose is one that no other test says yes to.

const papaver = 'papaver'
const annex = 'asking-annex'

const termsBar = (page: Page) =>
  page.getByRole('complementary', { name: 'Terms that wait for an answer' })
const answersBar = (page: Page) =>
  page.getByRole('complementary', { name: 'Answers of yours that are needed again' })

test('terms that wait are a line above every page but the one where they are answered', async ({
  as,
}) => {
  await publishAnnex(await as('wietske'), 'It is short.')
  const page = await as('saoirse')
  const bar = termsBar(page)
  for (const path of [paths.account, paths.features, paths.sharing, paths.record]) {
    await page.goto(path(papaver))
    await expect(bar).toContainText(
      /^Asking annex, version 1, is in force since .+ has not answered\./,
    )
  }
  await expectAbove(bar, page.getByRole('main'))
  await expectNoFindings(page)
  await page.emulateMedia({ media: 'print' })
  await expect(bar).toBeHidden()
  await page.emulateMedia({ media: 'screen' })

  await expect(bar.getByRole('link', { name: 'Read what it says' })).toHaveAttribute(
    'href',
    paths.termsVersion(annex, 1),
  )
  await bar.getByRole('link', { name: 'Accept or decline' }).click()
  await expect(page).toHaveURL(paths.acceptance(papaver, annex))
  await expect(page.getByRole('button', { name: 'Decide later' })).toBeEnabled()
  await expect(bar).toBeHidden()
})

test('deciding later is one press beside the other, and hides the line until its day', async ({
  as,
}) => {
  const page = await as('saoirse')
  const bar = termsBar(page)
  await page.goto(paths.record(papaver))
  const later = bar.getByRole('button', { name: 'Decide later' })
  await expect(later).toBeEnabled()
  const looks = [await lookOf(bar.getByRole('link', { name: 'Accept' })), await lookOf(later)]
  expect(looks[0]).toEqual(looks[1])
  const day = /asked again on (\d+ \w+ \d{4})/.exec((await later.textContent()) ?? '')?.[1] ?? ''
  await later.click()
  await expect(bar).toContainText(`Recorded. Papaver Studio will decide later, by ${day}.`)
  await expect(page.getByRole('main')).toContainText(
    `You put off deciding on version 1 of Asking annex until ${day}.`,
  )
  await page.reload()
  await expect(page.getByRole('main')).toContainText('You put off deciding')
  await expect(bar).toBeHidden()
  await page.goto(paths.accountTerms(papaver))
  const section = page.getByRole('region', { name: 'Asking annex, version 1' })
  await expect(section).toContainText(
    `Papaver Studio will decide later. It put the answer off until ${day}`,
  )
})

test('an answer that was put off to a day that has come is asked for again', async ({ as }) => {
  const page = await as('marit')
  await page.goto(paths.accountTerms('lindenveld'))
  await expect(page.getByRole('main')).toContainText(
    'It put the answer off until 20 February 2026. That day has come.',
  )
  await expect(termsBar(page)).toContainText(/Terms of service(, | \()version 4/)
  await termsBar(page)
    .getByRole('link', { name: /see what changed since you agreed$/i })
    .click()
  await expect(page).toHaveURL(paths.accountChanges('lindenveld', 'terms-of-service'))
})

test('a new version asks again, and accepting it ends that', async ({ as }) => {
  await publishAnnex(await as('wietske'), 'It is shorter.')
  const page = await as('saoirse')
  await page.goto(paths.features(papaver))
  await expect(termsBar(page)).toContainText('Asking annex, version 2')
  await termsBar(page).getByRole('link', { name: 'Accept or decline' }).click()
  const accept = page.getByRole('button', { name: 'Accept', exact: true })
  await expect(accept).toBeEnabled()
  await page.getByRole('textbox', { name: 'Your full name' }).fill(personOf('saoirse').name)
  await page.getByRole('textbox', { name: 'Your function' }).fill('Owner')
  await page.getByRole('checkbox', { name: /^I may decide this/ }).check()
  await accept.click()
  await expect(page.getByRole('status').filter({ hasText: 'Recorded.' })).toBeVisible()
  await page.goto(paths.account(papaver))
  await expect(page.getByRole('heading', { name: 'Latest on record' })).toBeVisible()
  await expect(termsBar(page)).toBeHidden()
})

test('a day that cannot be chosen is said at its field, and nothing typed is lost', async ({
  as,
}) => {
  const page = await as('saoirse')
  await page.goto(paths.acceptance(papaver, annex))
  const later = page.getByRole('button', { name: 'Decide later' })
  await expect(later).toBeEnabled()
  const [day, name] = [
    page.getByLabel('If you decide later: until when'),
    page.getByRole('textbox', { name: 'Your full name' }),
  ]
  await name.fill('Saoirse')
  await day.fill('2020-01-01')
  await later.click()
  await expect(page.getByRole('group', { name: 'Nothing is recorded yet' })).toContainText(
    /Choose a day from .+ to .+\./,
  )
  await expect(day).toHaveAttribute('aria-invalid', 'true')
  await expect(day).toHaveValue('2020-01-01')
  await expect(name).toHaveValue('Saoirse')
  await expectNoFindings(page)
})

test('C13, C22: a yes that is needed again is given again or taken back by one press each, alike', async ({
  as,
}) => {
  const staff = await as('wietske')
  const page = await as('kaito')
  const section = page.getByRole('region', { name: 'Meeting questions' })
  for (const [press, outcome] of [
    ['Include me: Meeting questions', 'You have said yes.'],
    ['Leave me out: Meeting questions', 'You have taken your yes back.'],
  ] as const) {
    await publishQuestions(staff)
    await page.goto(paths.features(papaver))
    await expect(section).toContainText('your answer is needed again')
    await expect(answersBar(page)).toBeHidden()
    const pairs = await pairsOn(page)
    const pair = pairs.find(([yes]) => yes.name === 'Include me: Meeting questions')
    expect(pair?.[0].look).toEqual(pair?.[1].look)
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(new URL(request.url()).pathname)
    })
    await section.getByRole('button', { name: press }).click()
    await expect(section).toContainText(outcome)
    expect(sent, press).toEqual([apiPaths.choices(papaver)])
    page.removeAllListeners('request')
  }
})

test('C13: a member is reminded once, and switches reminders off and on without an answer changing', async ({
  as,
}) => {
  const staff = await as('wietske')
  const page = await as('kaito')
  await page.goto(paths.features(papaver))
  const yes = page.getByRole('button', { name: 'Include me: Meeting questions' })
  await yes.click()
  await expect(page.getByRole('status').filter({ hasText: 'Recorded.' })).toBeVisible()
  const version = await publishQuestions(staff)
  const seen = page.waitForResponse((answer) => answer.url().endsWith('/reminder-rests'))
  await page.goto(paths.account(papaver))
  const bar = answersBar(page)
  await expect(bar).toContainText('Your answer is needed again about meeting questions.')
  expect((await seen).status()).toBe(204)
  await expectAbove(bar, page.getByRole('main'))
  await expectNoFindings(page)
  await expect(bar.getByRole('link', { name: 'See what changed' })).toHaveAttribute(
    'href',
    paths.termsChanges('again-annex', { from: version - 1 }),
  )

  const main = page.getByRole('main')
  await main.getByRole('button', { name: 'Never remind me' }).click()
  await expect(main).toContainText('Reminders: never.')
  await expect(bar).toBeHidden()
  await main.getByRole('button', { name: 'Remind me every 14 days' }).click()
  await expect(main).toContainText('Reminders: at most every 14 days.')
  await expect(bar).toBeVisible()
  await bar.getByRole('button', { name: 'Not now' }).click()
  await expect(bar).toBeHidden()
  await expect(main).toBeFocused()

  await page.reload()
  await expect(main).toContainText('Your answer is needed again about Meeting questions.', {
    ignoreCase: true,
  })
  await expect(bar).toBeHidden()
})

async function publishAnnex(staff: Page, sentence: string): Promise<void> {
  const text = `# ${annex}\n\n## 1. About this annex\n\n${sentence}\n`
  await publish(staff.request, annex, text)
}

/** Each time it gives the platform more, so that a yes to meeting questions is needed again. */
async function publishQuestions(staff: Page): Promise<number> {
  published += 1
  const purposes = ['analyse them', 'share them with partners', 'sell them', 'publish them']
  const may = purposes.slice(0, published).join(', and to ')
  const text = `# again-annex\n\n## 1. Questions\n\nWe may use what you ask to ${may}.\n`
  const clauses = [{ clause: '1', purposes: ['meeting_questions'] }]
  return publish(staff.request, 'again-annex', text, { clauses })
}

let published = 0

async function expectAbove(bar: Locator, main: Locator): Promise<void> {
  const [above, below] = [await bar.boundingBox(), await main.boundingBox()]
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0)
}

async function expectNoFindings(page: Page): Promise<void> {
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page })
      .options({ rules: { 'target-size': { enabled: true } } })
      .setLegacyMode()
      .analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
    const content = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(content).toBeLessThanOrEqual(width)
  }
}
