import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseTemplate, portalPlace, verifyDocument } from './verify-document.ts'

const script = 'draw("</" + "script>")'
const style = '#root{display:contents}'
const html = `<meta content="${portalPlace.policy}"><style>${style}</style><script type="application/json">${portalPlace.facts}</script><script>${script}</script>`
const facts = {
  name: 'Castellan <Calls>',
  url: 'https://meet.example/assent',
  ledgerKeys: ['meet.example/ledger+2+B', 'meet.example/ledger+1+A'],
  at: '2026-03-02T09:00:00.000Z',
}

test('its script and its style run by their digests, in the header and in a copy, and nothing else runs', async () => {
  const response = verifyDocument(facts, parseTemplate(html))
  const policy = response.headers.get('content-security-policy') ?? ''
  for (const [what, text] of [
    ['script-src', script],
    ['style-src', style],
  ] as const) {
    const digest = createHash('sha256').update(text).digest('base64')
    expect(policy).toContain(`${what} 'sha256-${digest}';`)
  }
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
  const [, own] = /<meta content="([^"]+)">/.exec(await response.text()) ?? []
  expect(policy).toBe(`${own ?? ''}; frame-ancestors 'none'`)
})

test('it may reach its own portal and nothing else', () => {
  const { headers } = verifyDocument(facts, parseTemplate(html))
  expect(headers.get('content-security-policy')).toContain('connect-src https://meet.example;')
})

test('what the portal is called ends no element', async () => {
  const text = await verifyDocument(facts, parseTemplate(html)).text()
  expect(text).not.toContain('<Calls>')
  const [, json = ''] = /<script type="application\/json">(.*?)<\/script>/.exec(text) ?? []
  expect(JSON.parse(json)).toEqual(facts)
})

test('a document that lost a part is not handed out', () => {
  expect(() => parseTemplate('<html></html>')).toThrow('is not what the build makes of it')
  expect(() => parseTemplate(html.replace('<style>', '<b>'))).toThrow('is not what the build')
})
