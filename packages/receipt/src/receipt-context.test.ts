import { expect, test } from 'vitest'
import { nodeCrypto } from './node-crypto.ts'
import { receiptContext } from './receipt-context.ts'
import { encodeUtf8 } from './utf8.ts'

const URL = 'https://meet.example/contexts/receipt-v2'

/** Statements name it and others keep it: a published context never changes. More words make another one. */
test.each([
  ['receipt-v1', '949a9321d40842846ecf466ad2b14b6a99a02a06bff3f00e50c1680e5be0d03e'],
  ['receipt-v2', '212d32ecda1b854a206de33771887e0f041618dac023b391cfefc624e6b1fb1e'],
])('the context %s is, to the byte, what was published', (name, published) => {
  const text = receiptContext(`https://meet.example/contexts/${name}`)
  const digest = Buffer.from(nodeCrypto.sha256(encodeUtf8(text))).toString('hex')
  expect(digest).toBe(published)
})

test('a word of our own is an IRI below the address, and the document says what it means', () => {
  const { '@context': context, '@graph': graph } = JSON.parse(receiptContext(URL)) as {
    '@context': Record<string, unknown>
    '@graph': readonly Record<string, string>[]
  }
  expect(context['own']).toBe(`${URL}#`)
  expect(context['ApprovalRecord']).toBe('own:ApprovalRecord')
  expect(context['dueBy']).toEqual({ '@id': 'own:dueBy', '@type': 'xsd:dateTime' })
  for (const { '@id': id = '', 'rdfs:comment': comment } of graph) {
    expect(context).toHaveProperty(id.replace('own:', ''))
    expect(comment).toMatch(/[.?]$/)
  }
})

test('no word is one that the credentials’ own context protects', () => {
  const taken = ['id', 'type', 'name', 'description', 'issuer', 'evidence', 'proof', 'digestSRI']
  const { '@context': context } = JSON.parse(receiptContext(URL)) as { '@context': object }
  for (const word of taken) expect(context).not.toHaveProperty(word)
})
