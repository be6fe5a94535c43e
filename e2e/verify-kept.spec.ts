import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { apiPaths, paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'
import { chooseReceipt, dropReceipt, ownReceipt } from './verify-receipt.ts'

// A copy of the page /verify on a disk: it is one file, whoever saves it and however.

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-kept-'))
})
test.afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** The page's own way to keep it, the response to the byte, and what a browser drew: all that "Save" can keep. */
const ways: Record<string, (page: Page) => Promise<string>> = {
  'by its own button': async (page) => {
    const started = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Save the page as one file' }).click()
    const download = await started
    expect(download.suggestedFilename()).toBe('verify-a-receipt.html')
    return readFileSync(await download.path(), 'utf8')
  },
  'as the browser got it': async (page) => (await page.request.get(paths.verify())).text(),
  'as the browser drew it': (page) => page.content(),
}

for (const [way, save] of Object.entries(ways)) {
  test(`saved ${way}, it checks a zip and a file from the disk, with the network off`, async ({
    as,
    page,
    browser,
  }) => {
    const receipt = await ownReceipt(await as('kaito'))
    await page.goto(paths.verify())
    await expect(page.getByRole('heading', { name: 'Keep this page' })).toBeVisible()
    const path = join(folder, 'kept.html')
    writeFileSync(path, await save(page))

    const context = await browser.newContext({ offline: true })
    const kept = await context.newPage()
    const asked: string[] = []
    const said: string[] = []
    kept.on('request', (request) => asked.push(request.url()))
    kept.on('console', (message) => said.push(message.text()))
    await kept.goto(pathToFileURL(path).href)
    await expect(kept.getByRole('heading', { name: 'This is your own copy' })).toBeVisible()

    const zipped = await dropReceipt(kept, 'good.receipt.zip', receipt.zip)
    await expect(zipped).toContainText('good.receipt.zip: it verifies.')
    await expect(zipped).toContainText('The zip is a whole Assent receipt in')
    await expect(zipped).toContainText('What it says: one person’s answer')
    await expect(zipped).toContainText('the portal was not asked')

    const file = await chooseReceipt(kept, 'good.receipt.json', receipt.json)
    await expect(file).toContainText('good.receipt.json: it verifies.')

    const changed = Buffer.from(receipt.zip)
    changed[changed.indexOf('receipt.vc.jwt') + 200]! ^= 1
    const tampered = await dropReceipt(kept, 'bad.receipt.zip', changed)
    await expect(tampered).toContainText('bad.receipt.zip: it does not verify.')
    await expect(tampered).toContainText('Failed: The zip is not in the form it must have')

    const other = Buffer.from(receipt.json.toString().replace('"salt":"', '"salt":"A'))
    const refused = await chooseReceipt(kept, 'bad.receipt.json', other)
    await expect(refused).toContainText('bad.receipt.json: it does not verify.')

    await chooseReceipt(kept, 'good.receipt.zip', receipt.zip)
    await kept.getByRole('button', { name: 'Ask the portal whether it is still so' }).click()
    await expect(kept.getByRole('region', { name: 'Is it still so?' })).toContainText(
      'Open: Whether it is still so is not established: the portal could not be asked',
    )
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([
      expect.stringContaining('/standing'),
    ])
    expect(said.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    await context.close()
  })
}

test('a copy asks its portal when told to, from a disk and without a cookie', async ({
  as,
  page,
  browser,
}) => {
  const receipt = await ownReceipt(await as('kaito'))
  const path = join(folder, 'kept.html')
  writeFileSync(path, await (await page.request.get(paths.verify())).text())
  const context = await browser.newContext()
  const kept = await context.newPage()
  await kept.goto(pathToFileURL(path).href)
  await chooseReceipt(kept, 'a.receipt.zip', receipt.zip)
  const stillSo = kept.getByRole('region', { name: 'Is it still so?' })
  await expect(stillSo).toContainText('the portal was not asked')
  const asking = kept.waitForRequest(/\/standing$/)
  await stillSo.getByRole('button').click()
  const request = await asking
  expect(new URL(request.url()).pathname).toBe(apiPaths.receiptStanding(receipt.id))
  expect((await request.allHeaders())['cookie']).toBeUndefined()
  await expect(stillSo).toContainText('The portal said so at')
  await context.close()
})
