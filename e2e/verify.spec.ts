import { createHash, generateKeyPairSync } from 'node:crypto'
import { apiPaths, ledgerPaths, paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'
import { chooseReceipt as verify, ownReceipt } from './verify-receipt.ts'

// Kaito only looks at his receipts here: any of them will do, since the oldest verifies like the newest.

test('a good receipt verifies, fact by fact, and says what it is about', async ({ as, page }) => {
  const { json: file } = await ownReceipt(await as('kaito'))
  await page.goto(paths.verify())
  const result = await verify(page, 'mine.receipt.json', file)
  await expect(result).toContainText('mine.receipt.json: it verifies.')
  for (const fact of [
    'The file is a whole Assent receipt, written in its one exact form.',
    'letter for letter, those that were shown.',
    'The statement and its salt together make one ledger entry.',
    'signed that tree, with a key of your trust policy.',
  ])
    await expect(result).toContainText(fact)
  await expect(result).toContainText('What it says: one person’s answer')
})

test('a zip verifies part by part, and what nobody signed is said to be open', async ({
  as,
  page,
}) => {
  const { zip } = await ownReceipt(await as('kaito'))
  await page.goto(paths.verify())
  const result = await verify(page, 'mine.receipt.zip', zip)
  await expect(result).toContainText('mine.receipt.zip: it verifies.')
  await expect(result).toContainText('The zip is a whole Assent receipt in')
  await expect(result).toContainText('The other parts of the zip follow from these, to the byte.')
  await expect(result).toContainText('Open: Whether any witness saw that tree is not established')
  const half = await verify(page, 'half.receipt.zip', zip.subarray(0, zip.length / 2))
  await expect(half).toContainText('half.receipt.zip: it does not verify.')
  await expect(half).toContainText('it is cut short')
})

test('the portal is asked whether it is still so when told to, and not before', async ({
  as,
  page,
}) => {
  const { id, zip } = await ownReceipt(await as('kaito'))
  await page.goto(paths.verify())
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await verify(page, 'a.receipt.zip', zip)
  const stillSo = page.getByRole('region', { name: 'Is it still so?' })
  await expect(stillSo).toContainText(
    'Open: Whether it is still so is not established: the portal was not asked.',
  )
  expect(asked).toEqual([])
  await stillSo.getByRole('button', { name: 'Ask the portal whether it is still so' }).click()
  await expect(stillSo).toContainText('The portal said so at')
  await expect(stillSo).not.toContainText('not asked')
  expect(asked).toEqual([apiPaths.receiptStanding(id)])
  const { lines } = (await (await page.request.get(apiPaths.receiptStanding(id))).json()) as {
    lines: { state: string }[]
  }
  const isSo = lines.every(({ state }) => state === 'in_force')
  await expect(page.getByRole('region', { name: 'The result' })).toContainText(
    isSo ? 'a.receipt.zip: it verifies.' : 'it verifies, and what it says is no longer so.',
  )
})

test('one changed byte is found, wherever it is', async ({ as, page }) => {
  const { json: file } = await ownReceipt(await as('kaito'))
  await page.goto(paths.verify())
  for (const place of ['"issuer":"', '"jwt":"', '"salt":"', '"text":"', '"proof":"']) {
    const at = file.indexOf(place) + place.length + 40
    const letter = file[at] === 0x41 ? 0x42 : 0x41
    const changed = Buffer.concat([file.subarray(0, at), Buffer.of(letter), file.subarray(at + 1)])
    const result = await verify(page, `${place.slice(1, 4)}.receipt.json`, changed)
    await expect(result, place).toContainText('it does not verify.')
    await expect(result).toContainText('Failed:')
    await expect(result).toContainText('What would come after was not checked.')
  }
})

test('the code on a paper leads here, and says that the file is what proves', async ({ page }) => {
  await page.goto(paths.verifyReceipt('01890a5d-ac96-774b-bcce-b302099a8057'))
  const main = page.getByRole('main')
  await expect(main).toContainText('Its number is 01890a5d-ac96-774b-bcce-b302099a8057.')
  await page.evaluate(() => (window.location.hash = '#receipt=<img>'))
  await expect(main).not.toContainText('Its number is')
})

test('what is no receipt, half a receipt or nothing is said to be that', async ({ as, page }) => {
  const { json: file } = await ownReceipt(await as('kaito'))
  await page.goto(paths.verify())
  for (const [name, bytes] of [
    ['text.json', Buffer.from('Dear portal, I agree.')],
    ['other.json', Buffer.from('{"format":"something-else"}')],
    ['half.json', file.subarray(0, file.length / 2)],
    ['edited.json', Buffer.from(JSON.stringify(JSON.parse(file.toString()), null, 2))],
    ['empty.json', Buffer.alloc(0)],
    ['picture.json', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00])],
  ] as const) {
    const result = await verify(page, name, bytes)
    await expect(result).toContainText(`${name}: it does not verify.`)
    await expect(result).not.toContainText('What it says')
  }
})

test('a receipt that awaits its proof is told from a wrong one', async ({ as, page }) => {
  const { json: file } = await ownReceipt(await as('kaito'))
  const early = { ...(JSON.parse(file.toString()) as object), proof: null }
  await page.goto(paths.verify())
  const result = await verify(page, 'early.receipt.json', Buffer.from(JSON.stringify(early)))
  await expect(result).toContainText('it is signed, and awaits its proof.')
  await expect(result).toContainText('Not yet:')
})

test('only the keys of the reader’s own policy count once they give one', async ({ as, page }) => {
  const { json: file } = await ownReceipt(await as('kaito'))
  await page.goto(paths.verify())
  const key = await (await page.request.get(ledgerPaths.verifierKey())).text()
  await expect(await verify(page, 'a.receipt.json', file)).toContainText('it verifies.')
  const [origin = ''] = key.split('+')
  await page.getByText('Use a trust policy of your own').click()
  const policy = page.getByRole('textbox', { name: 'Your trust policy' })
  const result = page.getByRole('region', { name: 'The result' })
  for (const foreign of [foreignKey('ledger.elsewhere.example'), foreignKey(origin)]) {
    await policy.fill(`log ${foreign}`)
    await expect(result).toContainText('it does not verify.')
  }
  await policy.fill(`log ${key}`)
  await expect(result).toContainText('it verifies.')
  await policy.fill('log nonsense')
  await expect(page.getByRole('main')).toContainText('It is not right at')
})

test('it works with no network, and nothing is ever sent', async ({ as, page, context }) => {
  const { json: file } = await ownReceipt(await as('kaito'))
  await page.goto(paths.verify())
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeEnabled()
  // The pages that its links lead to are fetched beforehand: that is over.
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await expect(await verify(page, 'a.receipt.json', file)).toContainText('it verifies.')
  await page.getByText('Paste its text instead').click()
  await page.getByRole('textbox', { name: 'The receipt’s text' }).fill(`\n${file.toString()}\n`)
  await page.getByRole('button', { name: 'Verify this text' }).click()
  await expect(page.getByRole('region', { name: 'The result' })).toContainText(
    'The pasted text: it verifies.',
  )
  expect(asked).toEqual([])
})

/** A verifier key as C2SP's signed-note writes it: name, key id, and algorithm 1 with an Ed25519 key. */
function foreignKey(name: string): string {
  const { publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const key = Buffer.concat([Buffer.of(1), raw])
  const id = createHash('sha256').update(`${name}\n`).update(key).digest().subarray(0, 4)
  return `${name}+${id.toString('hex')}+${key.toString('base64')}`
}
