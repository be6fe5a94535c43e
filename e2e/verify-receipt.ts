import type { Locator, Page } from '@playwright/test'
import { apiPaths, paths } from '#lib/paths.ts'
import { expect } from './fixtures.ts'

/** A complete receipt of somebody's own, in both its forms. */
export type OwnReceipt = { readonly id: string; readonly json: Buffer; readonly zip: Buffer }

export async function ownReceipt(page: Page, account = 'papaver'): Promise<OwnReceipt> {
  await page.goto(paths.receipts(account))
  const name = 'Your answer about AI features'
  const link = page.getByRole('main').getByRole('link', { name, exact: true })
  const href = (await link.last().getAttribute('href')) ?? ''
  const id = href.split('/').at(-1) ?? ''
  const bytesAt = async (path: string) => {
    const answer = await page.request.get(path)
    expect(answer.status()).toBe(200)
    return answer.body()
  }
  return {
    id,
    json: await bytesAt(apiPaths.receiptFile(account, id)),
    zip: await bytesAt(apiPaths.receiptBundle(account, id)),
  }
}

/** Chooses a file on the page that verifies. Answers its result. */
export async function chooseReceipt(page: Page, name: string, buffer: Buffer): Promise<Locator> {
  const input = page.getByRole('button', { name: 'Choose a file' })
  await expect(input).toBeEnabled()
  await input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  return resultOf(page, name)
}

/** Drops a file onto the page, as a mouse does. */
export async function dropReceipt(page: Page, name: string, bytes: Buffer): Promise<Locator> {
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeEnabled()
  const transfer = await page.evaluateHandle(
    ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], name))
      return transfer
    },
    { name, base64: bytes.toString('base64') },
  )
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: transfer })
  return resultOf(page, name)
}

async function resultOf(page: Page, name: string): Promise<Locator> {
  const result = page.getByRole('region', { name: 'The result' })
  await expect(result).toContainText(name)
  return result
}
