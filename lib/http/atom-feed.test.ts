import { expect, test } from 'vitest'
import { type AtomEntry, atomFeed } from './atom-feed.ts'

const entry: AtomEntry = {
  title: 'Terms, version 2',
  alternate: 'https://portal.test/terms/t/versions/2',
  related: [{ title: 'What changed', href: 'https://portal.test/terms/t/changes?from=1&to=2' }],
  at: new Date('2026-03-02T09:00:00Z'),
  summary: 'One clause is new.',
}

function feed(...entries: readonly Partial<AtomEntry>[]): string {
  const [first = {}, ...rest] = entries
  return atomFeed({
    title: 'Terms',
    author: 'Castellan Calls',
    self: 'https://portal.test/terms/t/feed',
    alternate: 'https://portal.test/terms/t/versions',
    entries: [{ ...entry, ...first }, ...rest.map((each) => ({ ...entry, ...each }))],
  })
}

test('a feed has an id, a title, its author, and when it was last updated', () => {
  const xml = feed({}, { at: new Date('2026-01-01T00:00:00Z') })
  const [head = ''] = xml.split('<entry>')
  expect(head).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">')
  expect(head).toContain('<id>https://portal.test/terms/t/feed</id>')
  expect(head).toContain('<title>Terms</title>')
  expect(head).toContain('<updated>2026-03-02T09:00:00.000Z</updated>')
  expect(head).toContain('<author><name>Castellan Calls</name></author>')
  expect(head).toContain('<link rel="self" href="https://portal.test/terms/t/feed"')
})

test('an entry has what RFC 4287 asks of it, once each', () => {
  const [, body = ''] = feed().split('<entry>')
  for (const name of ['id', 'title', 'updated', 'published', 'summary'])
    expect(body.match(new RegExp(`<${name}>`, 'g')), name).toHaveLength(1)
  expect(body).toContain(
    '<link rel="alternate" href="https://portal.test/terms/t/versions/2" type="text/html"/>',
  )
  expect(body).toContain('href="https://portal.test/terms/t/changes?from=1&#38;to=2"')
})

test('what a title says is text, whatever is in it', () => {
  const title = '</title><script>"&\u0000\uFFFE\uD800'
  expect(feed({ title })).toContain(
    '<title>&#60;/title&#62;&#60;script&#62;&#34;&#38;\uFFFD</title>',
  )
})
