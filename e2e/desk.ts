import type { APIRequestContext } from '@playwright/test'
import { apiPaths } from '#lib/paths.ts'
import { expect } from './fixtures.ts'

type Mapping = {
  readonly clauses: readonly { readonly clause: string; readonly purposes: readonly string[] }[]
}

/**
 * Publishes a text at once as the next version of a document, its clauses about those purposes. `staff`
 * sends as one of the operator's people.
 */
export async function publish(
  staff: APIRequestContext,
  document: string,
  markdown: string,
  mapping: Mapping = { clauses: [] },
): Promise<number> {
  const number = await bring(staff, document, markdown)
  const saved = await staff.put(apiPaths.operatorMapping(document, number), {
    data: { ...mapping, ceilings: [] },
    headers: { 'if-match': '"0"' },
  })
  expect(saved.status(), await saved.text()).toBe(200)
  await acceptProposals(staff, document, number)
  const preview = await staff.get(apiPaths.operatorPublication(document, number))
  const published = await staff.post(apiPaths.operatorPublication(document, number), {
    data: {},
    headers: { 'if-match': preview.headers()['etag'] ?? '' },
  })
  expect(published.status(), await published.text()).toBe(201)
  return number
}

/** Imports a text as the next version of a document, which waits on the desk. */
export async function bring(
  staff: APIRequestContext,
  document: string,
  markdown: string,
): Promise<number> {
  const url = apiPaths.operatorTermsVersions(document)
  const data = { markdown, effective: '2026-03-01', title: titleOf(document) }
  const imported = await staff.post(url, { data })
  expect(imported.status(), await imported.text()).toBe(201)
  const { number } = (await imported.json()) as { number: number }
  return number
}

/** What the comparison proposes of each change is what the operator says of it. */
async function acceptProposals(
  staff: APIRequestContext,
  document: string,
  number: number,
): Promise<void> {
  const url = apiPaths.operatorReview(document, number)
  const review = await staff.get(url)
  expect(review.status()).toBe(200)
  const { againstNumber, proposals } = (await review.json()) as {
    againstNumber: number | null
    proposals: readonly object[]
  }
  const data = { against: againstNumber, effects: proposals, summaries: [] }
  const saved = await staff.put(url, {
    data,
    headers: { 'if-match': review.headers()['etag'] ?? '' },
  })
  expect(saved.status(), await saved.text()).toBe(200)
}

function titleOf(document: string): string {
  return document.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase())
}
