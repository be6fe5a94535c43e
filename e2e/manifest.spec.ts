import { apiPaths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'

test('a manifest of more than a page’s body is answered line by line, whole, and so is a check of clearances', async ({
  as,
}) => {
  const staff = await as('wietske')
  const data = { name: 'Exporter', account: '', scopes: ['decide'] }
  const made = await staff.request.post(apiPaths.operatorApiKeys(), { data })
  const { key } = (await made.json()) as { key: string }
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' }
  // Next.js hands on 10 MB where its proxy has seen a request.
  const item = { item: 'rec', account: 'nowhere', categories: ['audio'] }
  const contributors = Array.from({ length: 300 }, () => ({ guest: 'g'.repeat(100) }))
  const lines = Array.from({ length: 400 }, (_, number) =>
    JSON.stringify({ ...item, item: `rec-${String(number)}`, contributors }),
  )
  const manifest = `${lines.join('\n')}\n`
  expect(manifest.length).toBeGreaterThan(12_000_000)
  const url = `${apiPaths.clearances()}?purposes=product_improvement`
  const answer = await staff.request.post(url, { headers, data: manifest, timeout: 60_000 })
  expect(answer.status()).toBe(200)
  expect(answer.headers()['x-content-type-options']).toBe('nosniff')
  const answers = (await answer.text()).trim().split('\n')
  const told = answers.map((line) => JSON.parse(line) as { item: string; outcomes: object[] })
  expect(told.map((each) => each.item)).toEqual(lines.map((_, number) => `rec-${String(number)}`))
  for (const { outcomes } of told)
    expect(outcomes).toMatchObject([{ decision: 'deny', reason: 'UNKNOWN_ACCOUNT' }])
  const checks = `${JSON.stringify({ clearance: 'x'.repeat(100_000) })}\n`.repeat(120)
  const checked = await staff.request.post(apiPaths.clearanceChecks(), {
    headers,
    data: checks,
    timeout: 60_000,
  })
  expect((await checked.text()).trim().split('\n')).toHaveLength(120)
})
