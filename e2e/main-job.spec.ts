import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, personOf, test } from './fixtures.ts'
import { Keyboard } from './keyboard.ts'

// The whole of what the portal is for, by somebody who has no mouse: Tab, Enter, Space and the arrows.
// Lindenveld School Trust is this journey's own; no other test writes there.

const owner = personOf('marit')
const member = personOf('yusuf')

test('the main job, by keyboard alone', async ({ page }, testInfo) => {
  test.slow()
  const keys = new Keyboard(page)
  const main = page.getByRole('main')
  const receiptPath = testInfo.outputPath('kept.receipt.json')

  await test.step('sign in by picking a person', async () => {
    await keys.open('/')
    await keys.press(page.getByRole('link', { name: 'Sign in to answer' }))
    await expectHeading(page, 'Pick a person')
    await signInAs(keys, owner.name)
    await expectHeading(page, 'Lindenveld School Trust')
    await expect(main).toContainText('version 4: Lindenveld School Trust will decide later.')
  })

  await test.step('read the terms, and go to a clause by the contents', async () => {
    await keys.press(account(page).getByRole('link', { name: /^Terms/ }))
    await expectHeading(page, 'Terms')
    const terms = main.getByRole('region', { name: 'Terms of service, version 4' })
    await keys.press(terms.getByRole('link', { name: 'Read it', exact: true }))
    await expectHeading(page, 'Terms of service')
    const contents = page.getByRole('navigation', { name: 'Contents' })
    const entry = contents.getByRole('link', { name: 'Accepting is not consenting' })
    const link = await entry.getAttribute('href')
    await keys.press(entry)
    expect(new URL(page.url()).hash).toBe(link)
    await expect(
      page.getByText('It is nobody’s consent to the use of personal data.'),
    ).toBeInViewport()
  })

  await test.step('accept as owner, with a typed name and authority', async () => {
    await keys.open('/')
    await keys.press(main.getByRole('link', { name: /^Read and answer ?: Terms of service/ }))
    await expectHeading(page, 'Answer for Lindenveld School Trust')
    const accept = page.getByRole('button', { name: 'Accept', exact: true })
    await expect(accept).toBeEnabled()
    await keys.type(page.getByRole('textbox', { name: 'Your full name' }), owner.name)
    await keys.type(page.getByRole('textbox', { name: 'Your function' }), 'Business manager')
    const confirmed = page.getByRole('checkbox', { name: /^I may decide this/ })
    await keys.press(confirmed, 'Space')
    await expect(confirmed).toBeChecked()
    await keys.press(accept)
    await expect(main.getByRole('status').filter({ hasText: 'Recorded.' })).toContainText(
      'Lindenveld School Trust accepted these terms.',
    )
    await expect(main).toContainText('version 4: Lindenveld School Trust accepted it.')
  })

  await test.step('permit a feature once its effect is shown, and ask the members', async () => {
    await keys.press(account(page).getByRole('link', { name: /^AI features/ }))
    await keys.press(main.getByRole('link', { name: 'What your organisation permits' }))
    const feature = page.getByRole('region', { name: 'Chat compose' })
    await expect(feature).toContainText('Chat compose: off for everyone.')
    await keys.press(
      feature.getByRole('button', { name: 'Members decide for themselves: chat compose' }),
    )
    await expect(feature.getByRole('heading', { name: 'What this would do' })).toBeFocused()
    await keys.press(feature.getByRole('radio', { name: 'Ask them now' }), 'Space')
    await expect(feature.getByRole('status').filter({ hasText: 'are asked' })).toContainText(
      'All 4 members are asked.',
    )
    await keys.press(feature.getByRole('button', { name: 'Let members decide about chat compose' }))
    await expect(feature.getByRole('status').filter({ hasText: 'Recorded.' })).toContainText(
      'Members decide for themselves: chat compose.',
    )
    await expect(feature).toContainText('Chat compose: members decide for themselves.')
    await keys.press(page.getByRole('button', { name: 'Sign out' }))
    await expect(page.getByRole('link', { name: 'Sign in to answer' })).toBeVisible()
  })

  await test.step('as a member, find the question at home and answer it', async () => {
    await keys.press(page.getByRole('link', { name: 'Sign in to answer' }))
    await signInAs(keys, member.name)
    await expect(main).toContainText('AI features: you are asked about Chat compose.')
    await keys.press(main.getByRole('link', { name: /^See and answer/ }))
    await expectHeading(page, 'AI features')
    await expect(main).toContainText(
      'Chat compose: you are left out. You are asked, and have yet to answer.',
    )
    await keys.press(page.getByRole('button', { name: 'Include me: Chat compose' }))
    await expect(main.getByRole('status').filter({ hasText: 'Recorded.' })).toContainText(
      'You said yes to Chat compose.',
    )
    await expect(main).toContainText('Chat compose: you are included. You have said yes.')
  })

  await test.step('open the receipt, see it complete, take it away', async () => {
    await keys.press(main.getByRole('status').getByRole('link', { name: 'The receipt' }))
    await expectHeading(page, 'Your answer about AI features')
    await expect(main).toContainText('Chat compose: you said yes.')
    await expect(main).toContainText('Proof: complete.')
    const started = page.waitForEvent('download')
    await keys.press(main.getByRole('link', { name: 'Download the receipt' }))
    const download = await started
    expect(download.suggestedFilename()).toMatch(/\.receipt\.json$/)
    await download.saveAs(receiptPath)
    expect(JSON.parse(readFileSync(receiptPath, 'utf8'))).toMatchObject({
      format: 'assent-receipt/v1',
    })
  })

  await test.step('verify it in the browser', async () => {
    await keys.press(main.getByRole('link', { name: 'Check a receipt' }))
    await expectHeading(page, 'Verify a receipt')
    const chosen = page.waitForEvent('filechooser')
    await keys.press(main.getByRole('button', { name: 'Choose a file' }))
    await (await chosen).setFiles(receiptPath)
    const result = main.getByRole('region', { name: 'The result' })
    await expect(result).toContainText('kept.receipt.json: it verifies.')
    await expect(result).toContainText('Chat compose: yes.')
  })

  await test.step('withdraw everything in one act', async () => {
    await keys.open('/')
    await keys.press(account(page).getByRole('link', { name: /^AI features/ }))
    await keys.press(main.getByRole('button', { name: 'Withdraw everything' }))
    await expect(main.getByRole('status').filter({ hasText: 'Recorded.' })).toContainText(
      'Every yes of yours is taken back.',
    )
    await expect(main).toContainText('AI features: you are left out.')
    await expect(main).toContainText(
      'Chat compose: you are left out. You have taken your yes back.',
    )
  })
})

function account(page: Page) {
  return page.getByRole('navigation', { name: 'Account' })
}

async function expectHeading(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words)
}

async function signInAs(keys: Keyboard, name: string): Promise<void> {
  await keys.press(keys.page.getByRole('button', { name: `Sign in as ${name}` }))
}
