import type { Page } from '@playwright/test'
import { expectNoFinding } from './expect-no-finding.ts'
import { expect, test } from './fixtures.ts'
import { Keyboard } from './keyboard.ts'
import { EVERYTHING, PretendMeeting } from './pretend-meeting.ts'

// What people in a meeting read of it who read another language than English.

test.describe('whose browser asks for German', () => {
  test.use({ locale: 'de-AT' })

  test('C29: reads the notice in German, answers with no mouse, changes their mind and hears what is new', async ({
    as,
    page,
  }) => {
    test.slow()
    const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
    await page.goto(await meeting.join('gus'))
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await expect(page).toHaveTitle(/^KI-Funktionen in dieser Besprechung/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'KI-Funktionen in dieser Besprechung',
    )
    const summary = page.getByRole('region', { name: 'Zusammenfassung' })
    for (const fact of [
      'Das wird aufgenommen',
      'Wie lange es gespeichert wird',
      'Wer verantwortlich ist',
      'Bis Sie antworten, sind Sie ausgelassen.',
      'Die Abschrift wird nach 30 Tagen gelöscht. Die Zusammenfassung bleibt, bis Ihre Organisation sie löscht.',
    ])
      await expect(summary.getByText(fact, { exact: true })).toBeVisible()
    await expect(summary).toContainText('Eingeschaltet von Hanna Host (leitet diese Besprechung)')
    const keyboard = new Keyboard(page)
    await keyboard.press(button(page, 'Mich einbeziehen'))
    await expect(summary.getByRole('status').filter({ hasText: 'Festgehalten:' })).toBeFocused()
    await expect(summary).toContainText('Sie haben gesagt: Mich einbeziehen, am')
    await expect(summary).toContainText('läuft, und Sie sind einbezogen.')
    await page.keyboard.press('Shift+Tab')
    await keyboard.press(button(page, 'Mich auslassen'), 'Space')
    await expect(summary).toContainText('Sie haben gesagt: Mich auslassen')
    const fold = summary.getByText('Was unberührt bleibt, Ihre Rechte und wie Sie sich beschweren')
    await keyboard.press(fold.locator('xpath=ancestor::summary'))
    await expect(summary.getByText('Wie Sie sich beschweren', { exact: true })).toBeVisible()
    await meeting.state({
      kind: 'feature_stopped',
      feature: 'meeting_summary',
      participant: 'host',
    })
    await expect(page.getByRole('status').filter({ hasText: 'Neu:' })).toContainText(
      'Zusammenfassung: ausgeschaltet von Hanna Host',
    )
    for (const [width, colorScheme] of [
      [1440, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 844 })
      await page.emulateMedia({ colorScheme })
      await expectNoFinding(page)
    }
    await meeting.state({ kind: 'ended' })
    await expect(page.getByRole('main')).toContainText('Diese Besprechung ist zu Ende.')
    await expect(page.getByRole('link', { name: 'Ihr Beleg' }).first()).toBeVisible()
  })

  test('reads in German too why a link lets nobody in, and reads any other page in English', async ({
    page,
  }) => {
    await page.goto(`/m/${'x'.repeat(55)}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Dieser Link führt nirgendwohin',
    )
    await expectNoFinding(page)
    await page.getByRole('link', { name: 'Nutzungsbedingungen lesen' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Terms')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  })
})

test.describe('with no script', () => {
  test.use({ locale: 'de-DE', javaScriptEnabled: false })

  test('the whole notice is read, another language is a link, and it prints unfolded without it', async ({
    as,
    page,
  }) => {
    const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
    await page.goto(await meeting.join('gus'))
    await expect(page.getByRole('main')).toContainText('Sie haben hier noch nicht geantwortet')
    await expect(page.locator('noscript p')).toContainText('Um eine Antwort zu speichern')
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('navigation', { name: 'Sprache' })).toBeHidden()
    await expect(page.getByText('Wie Sie sich beschweren', { exact: true }).first()).toBeVisible()
    await page.emulateMedia({ media: 'screen' })
    const languages = page.getByRole('navigation', { name: 'Sprache' })
    await expect(languages.locator('[aria-current]')).toHaveText('Deutsch')
    await languages.getByRole('link', { name: 'English' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('AI features in this meeting')
    await expect(page.getByRole('navigation', { name: 'Language' })).toBeVisible()
  })
})

test('what the operator has not in a language stands in English there, and is marked as such', async ({
  as,
  page,
}) => {
  const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
  await page.goto(`${await meeting.join('gus')}?language=fr`)
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  const summary = page.getByRole('region', { name: 'Résumé de réunion' })
  await expect(summary.getByRole('button', { name: 'M’inclure : Résumé de réunion' })).toBeEnabled()
  const question = summary.getByText('May the meeting summary use what you say and write')
  await expect(question).toHaveAttribute('lang', 'en')
  await expect(summary.getByRole('heading', { level: 2 })).toHaveAttribute('lang', 'fr')
  await summary.getByRole('button', { name: 'M’inclure : Résumé de réunion' }).click()
  await expect(summary).toContainText('Vous avez dit : M’inclure, le')
  await expectNoFinding(page)
})

test('where decisions are only watched the notice and its host are told until when, and answers are taken', async ({
  as,
  page,
}) => {
  const meeting = await PretendMeeting.open(await as('wietske'), { leavesOut: EVERYTHING })
  await meeting.watch(new Date(Date.now() + 86_400_000))
  await page.goto(await meeting.join('gus'))
  const main = page.getByRole('main')
  await expect(main).toContainText('answers are only tried out here so far')
  await expect(main).toContainText(/from .* on the meeting service has to follow it; until then it/)
  const summary = page.getByRole('region', { name: 'Meeting summary' })
  await expect(summary).toContainText('This is what your answer does from')
  await expect(summary).toContainText('it is turned on, and should not run.')
  await page.getByRole('button', { name: 'Leave me out: Meeting summary' }).click()
  await expect(summary).toContainText('You said: Leave me out')
  await expect(summary).toContainText(/Recorded: Leave me out\. It has to be followed from/)
  await expect(summary).not.toContainText('Nothing of yours is taken in.')
  await expectNoFinding(page)
  const host = await page.context().newPage()
  await host.goto(meeting.hostUrl)
  await expect(host.getByRole('main')).toContainText('decisions are only watched here so far')
  await expect(host.getByRole('main')).toContainText('turned on, and should not run.')
  await expectNoFinding(host)
  await meeting.watch(null)
  await expect(main).not.toContainText('tried out')
  await expect(host.getByRole('main')).not.toContainText('only watched')
})

function button(page: Page, label: string) {
  return page.getByRole('button', { name: `${label}: Zusammenfassung` })
}
