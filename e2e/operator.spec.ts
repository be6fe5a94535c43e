import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { bring, publish } from './desk.ts'
import { expect, test } from './fixtures.ts'

const hostile = [
  '# House rules',
  '',
  '## 1. Rules',
  '',
  'Be kind. <script>document.title = "ran"</script>',
  '',
  '<img src="/nowhere.png" onerror="document.title = \'ran\'">',
  '',
  '## 2. Links',
  '',
  'Read [this](javascript:document.title="ran") and <b onclick="x()">that</b>.',
  '',
].join('\n')

test('a text is imported, mapped, published, and from then on nothing of it can change', async ({
  as,
  page: reader,
  complaints,
}) => {
  const page = await as('wietske')
  await page.goto(paths.operatorTerms())
  await fillIn(page, { document: 'house-rules', title: 'House rules', text: hostile })
  await page.getByRole('button', { name: 'Import this text' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('House rules, version 1')

  const clause = page.getByRole('listitem').filter({ hasText: '<script>' })
  await page.getByText('Rules', { exact: true }).click()
  await expect(clause).toContainText('<script>document.title = "ran"</script>')
  await clause.getByRole('checkbox', { name: 'Training other companies’ AI models' }).check()
  await expect(page.getByRole('status').filter({ hasText: '1 clause is not saved' })).toBeVisible()
  await page.getByRole('button', { name: 'Save the mapping' }).click()
  await expect(page.getByText('The mapping is saved as a draft.')).toBeVisible()

  const late = await page.context().newPage()
  await late.goto(page.url())
  const publish = 'Publish version 1'
  await expect(late.getByRole('button', { name: publish })).toBeEnabled()
  await page.getByRole('button', { name: publish }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText('Frozen when the version was published.')
  await expect(main.getByRole('button', { name: /Publish|Save/ })).toHaveCount(0)

  complaints.expect(409)
  const refused = late.getByRole('group', { name: 'This could not be saved yet' })
  await late.getByRole('button', { name: publish }).click()
  await expect(refused).toContainText('A published version never changes')
  await late.getByRole('button', { name: 'Save the mapping' }).click()
  await expect(refused).toHaveCount(2)

  await reader.goto(paths.termsDocument('house-rules'))
  const text = reader.getByRole('main')
  await expect(text).toContainText('<script>document.title = "ran"</script>')
  await expect(text).toContainText('<img src="/nowhere.png" onerror="document.title = \'ran\'">')
  await expect(text.getByRole('link', { name: 'this' })).toHaveCount(0)
  for (const each of [page, reader]) await expect(each).not.toHaveTitle(/ran/)
})

test('each change gets a verdict from a person before the version can be published', async ({
  as,
  page: reader,
  complaints,
}) => {
  complaints.expect(412)
  const page = await as('wietske')
  const document = 'desk-rules'
  await publish(page.request, document, rules('We delete it after 30 days.'))
  const number = await bring(page.request, document, rules('We delete it after 90 days.'))
  await page.goto(paths.operatorTermsVersion(document, number))
  const review = page.getByRole('region', { name: 'What changed since version 1' })
  const button = page.getByRole('button', { name: `Publish version ${number}` })
  await expect(review).toContainText('0 of 2 changes have a verdict')
  await expect(page.getByText('2 changes wait for your verdict.')).toBeVisible()
  await expect(button).toBeDisabled()
  await expect(review.getByRole('article').getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(review.getByRole('article', { name: '1 Keeping' })).toContainText(
    'A machine proposes: gives us more.',
  )
  const late = await page.context().newPage()
  await late.goto(page.url())

  const verdictOn = (name: string, within = review) =>
    within.getByRole('group', { name: `Your verdict on ${name}` })
  await verdictOn('1 Keeping').getByRole('radio', { name: 'neither' }).check()
  await review.getByRole('button', { name: 'Save the review' }).click()
  const refused = review.getByRole('group', { name: 'This could not be saved yet' })
  await refused.getByRole('link', { name: '1 Keeping: say why you see it otherwise.' }).click()
  const note = review.getByRole('textbox', { name: 'Why you see it otherwise' })
  await expect(note).toBeFocused()
  await note.fill('The longer time is what people asked for.')
  await review.getByRole('button', { name: 'Accept the 1 proposal that is left' }).click()
  await expect(review).toContainText('2 of 2 changes have a verdict')
  await review.getByRole('radio', { name: 'Waiting (0)' }).check()
  await expect(review).toContainText('No change fits.')
  await review.getByRole('textbox', { name: 'In short, in English' }).fill('Kept for longer.')
  await review.getByRole('textbox', { name: 'Another language' }).fill('nl')
  await review.getByRole('button', { name: 'Add a summary' }).click()
  await review.getByRole('textbox', { name: 'In short, in Dutch' }).fill('Langer bewaard.')
  await expect(page.getByText('Save your changes first')).toBeVisible()
  await review.getByRole('button', { name: 'Save the review' }).click()
  await expect(review).toContainText('The review is saved as a draft.')
  await expect(button).toBeEnabled()

  const stale = late.getByRole('region', { name: 'What changed since version 1' })
  await stale.getByRole('button', { name: 'Accept all 2 proposals that are left' }).click()
  await stale.getByRole('button', { name: 'Save the review' }).click()
  await expect(stale).toContainText('What you said is still here, and not saved.')
  await expect(
    verdictOn('1 Keeping', stale).getByRole('radio', { name: 'gives us more' }),
  ).toBeChecked()

  await button.click()
  await expect(page.getByRole('main')).toContainText('Frozen when the version was published.')
  await reader.goto(paths.termsVersion(document, number))
  await expect(reader.getByRole('main')).toContainText('90 days')
})

test('a version is written on the desk: what was typed is kept, and finished it waits there', async ({
  as,
  complaints,
}) => {
  complaints.expect(412, 422)
  const page = await as('emeka')
  await page.goto(paths.operatorTerms())
  const begin = page.getByRole('button', { name: 'Write its first version' })
  await expect(begin).toBeEnabled()
  await page.getByRole('textbox', { name: 'A new document', exact: true }).fill('desk-policy')
  await begin.click()
  const save = 'Save the draft'
  await expect(page.getByRole('button', { name: save })).toBeEnabled()
  const text = page.getByRole('textbox', { name: 'Text', exact: true })
  await page.getByRole('textbox', { name: 'Title' }).fill('Desk policy')
  await text.fill('# Desk policy\n\n## 1. Tidy\n\nKeep it tidy.\n\n## 2. Quiet\n\nKeep it quiet.\n')
  const clauses = page.getByRole('region', { name: 'Clauses' })
  await expect(clauses).toContainText('Quiet')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('The draft is saved.')).toBeVisible()
  await page.reload()
  await expect(text).toHaveValue(/Keep it quiet/)

  const late = await page.context().newPage()
  await late.goto(page.url())
  await expect(late.getByRole('button', { name: save })).toBeEnabled()
  await text.fill('# Desk policy\n\n## 1. Tidy\n\nKeep it tidy and clean.\n')
  await expect(clauses).not.toContainText('Quiet')
  await page.getByRole('button', { name: 'Finish the draft' }).click()
  const refused = page.getByRole('group', { name: 'This could not be saved yet' })
  await expect(refused).toContainText('Write a date such as')
  await late.getByRole('textbox', { name: 'Text', exact: true }).fill('# Another')
  await late.getByRole('button', { name: save }).click()
  await expect(late.getByRole('main')).toContainText('What you typed is still here')
  await expect(late.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue('# Another')

  await page.getByLabel('Effective from').fill('2026-05-01')
  await page.getByRole('button', { name: 'Finish the draft' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Desk policy, version 1')
  await page.goto(paths.operatorTermsDraft('desk-policy', { from: 1 }))
  await expect(text).toHaveValue(/tidy and clean/)
})

test('a draft that nobody wants is discarded, in a second step, unless somebody wrote on it', async ({
  as,
  complaints,
}) => {
  // 422: an empty text has no outline.
  complaints.expect(412, 422)
  const page = await as('emeka')
  await page.goto(paths.operatorTermsDraft('passing-thought'))
  const save = page.getByRole('button', { name: 'Save the draft' })
  await expect(save).toBeEnabled()
  const open = page.getByText('Discard this draft')
  await expect(open).toBeHidden()
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('# A passing thought\n')
  await save.click()
  await expect(page.getByText('The draft is saved.')).toBeVisible()

  const late = await page.context().newPage()
  await late.goto(page.url())
  const text = late.getByRole('textbox', { name: 'Text', exact: true })
  await expect(late.getByRole('button', { name: 'Save the draft' })).toBeEnabled()
  await text.fill('# A second thought\n')
  await late.getByRole('button', { name: 'Save the draft' }).click()
  await expect(late.getByText('The draft is saved.')).toBeVisible()

  await open.click()
  const discard = page.getByRole('button', { name: 'Discard it for good' })
  await discard.click()
  await expect(page.getByRole('main')).toContainText('so it was not discarded')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue(/second/)
  await page.getByText('Discard this draft').click()
  await discard.click()
  await expect(page).toHaveURL(new RegExp(`${paths.operatorTerms()}$`))
  await page.goto(paths.operatorTermsDraft('passing-thought'))
  await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue('')
})

test('what cannot be terms is refused with the reason, and what was typed stays', async ({
  as,
  complaints,
}) => {
  complaints.expect(400, 409, 413, 415, 422)
  const page = await as('wietske')
  await page.goto(paths.operatorTerms())
  const refused = page.getByRole('group', { name: 'This could not be saved yet' })
  for (const [text, reason] of [
    ['', 'The document holds no text.'],
    [' \n ', 'The document holds no text.'],
    ['# A\u0000B', 'NUL'],
  ] as const) {
    await fillIn(page, { document: 'not-terms', title: 'Not terms', text })
    await page.getByRole('button', { name: 'Import this text' }).click()
    await expect(refused).toContainText(reason)
    await expect(page.getByRole('combobox', { name: 'Document', exact: true })).toHaveValue(
      'not-terms',
    )
  }
  await fillIn(page, { document: 'Not A Slug', title: '', text: '# A' })
  await page.getByRole('button', { name: 'Import this text' }).click()
  await expect(refused).toContainText('A short name is')

  await page.getByLabel('Markdown file').setInputFiles({
    name: 'latin.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from([0x23, 0x20, 0x63, 0x61, 0x66, 0xe9]),
  })
  await expect(refused).toContainText('This file is not UTF-8 text.')
  await page.goto(paths.operatorTerms())
  await expect(page.getByRole('main')).not.toContainText('Not terms')
})

test('an account is opened, and a short name that exists is refused', async ({
  as,
  complaints,
}) => {
  complaints.expect(409)
  const page = await as('emeka')
  await page.goto(paths.operatorAccounts())
  const open = async (name: string, slug: string) => {
    const form = page.getByRole('region', { name: 'Open an account' })
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await form.getByRole('textbox', { name: 'Short name' }).fill(slug)
    await form.getByRole('button').click()
  }
  await open('Quayside Bakery', 'quayside')
  await expect(page.getByRole('table')).toContainText('Quayside Bakery')
  await open('Another Quayside', 'quayside')
  await expect(page.getByRole('main')).toContainText('Another account has this short name.')
  await expect(page.getByRole('table')).not.toContainText('Another Quayside')
})

function rules(keeping: string): string {
  return `# Desk rules\n\nRead them with us. ${keeping.replace(/\D+/g, '')} pages.\n\n## 1. Keeping\n\nWe keep what you write. ${keeping}\n`
}

async function fillIn(
  page: Page,
  { document, title, text }: { document: string; title: string; text: string },
): Promise<void> {
  await expect(page.getByRole('button', { name: 'Import this text' })).toBeEnabled()
  await page.getByRole('combobox', { name: 'Document', exact: true }).fill(document)
  await page.getByRole('textbox', { name: 'Title, for a new document' }).fill(title)
  await page.getByLabel('Effective from').fill('2026-03-01')
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(text)
}
