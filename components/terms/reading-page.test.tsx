import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { DocumentView, TermsTextView, VersionView } from '#lib/queries/terms.ts'
import { DocumentList } from './document-list.tsx'
import { ReadingPage } from './reading-page.tsx'

const inForce: VersionView = {
  number: 2,
  digest: 'ab'.repeat(32),
  effectiveAt: new Date('2026-02-02T00:00:00Z'),
  publishedAt: new Date('2026-01-05T09:00:00Z'),
  inForceFrom: new Date('2026-02-02T00:00:00Z'),
  state: 'in_force',
}
const clauses = [
  { id: '1-use', number: '1', title: 'Use', level: 1, text: '## 1. Use\n\nYou may.' },
]
const text: TermsTextView = {
  slug: 'service',
  title: 'Service terms',
  version: inForce,
  inForceNumber: 2,
  previousNumber: 1,
  clauses,
}

function read(changes: Partial<VersionView>, inForceNumber: number | null = 2): string {
  const terms = { ...text, inForceNumber, version: { ...inForce, ...changes } }
  return renderToStaticMarkup(<ReadingPage terms={terms} />)
}

test('the version in force stands without a warning, with its whole digest and its exact file', () => {
  const html = read({})
  expect(html).not.toContain('Read version')
  expect(html).toContain('ab'.repeat(32))
  expect(html).toContain('href="/terms/service/versions/2/text"')
  expect(html.match(/<h1/g)).toHaveLength(1)
})

test.each([
  ['superseded', 'no longer in force'],
  ['scheduled', 'takes force on'],
  ['archival', 'governs nothing'],
] as const)('a version that is %s says so, and leads to the one that holds', (state, words) => {
  const html = read({ number: 1, state })
  expect(html).toContain(words)
  expect(html).toContain('<a href="/terms/service">Read version 2</a>')
})

test('of a version that no longer holds, each clause leads to where it is now', () => {
  const whereabouts = 'href="/terms/service/clauses/1-use?version=1"'
  expect(read({ number: 1, state: 'superseded' })).toContain(whereabouts)
  expect(read({})).not.toContain('/clauses/')
  expect(read({ state: 'archival' }, null)).not.toContain('/clauses/')
})

test('a version leads to what it changed, and one that no longer holds to what changed since', () => {
  expect(read({})).toContain('href="/terms/service/changes?from=1&amp;to=2"')
  const old = read({ number: 1, state: 'superseded' })
  expect(old).toContain('href="/terms/service/changes?from=1&amp;to=2"')
  expect(old).toContain('what changed')
})

test('where no version holds, nothing pretends to', () => {
  expect(read({ state: 'archival', inForceFrom: null }, null)).not.toContain('Read version')
})

test('every document says which version holds and which is to come', () => {
  const scheduled = { ...inForce, number: 3, state: 'scheduled' as const }
  const document: DocumentView = {
    slug: 'service',
    title: 'Service terms',
    inForce,
    versions: [scheduled, inForce],
  }
  const html = renderToStaticMarkup(
    <DocumentList
      documents={[document, { ...document, slug: 'old', inForce: null, versions: [] }]}
    />,
  )
  expect(html).toContain('href="/terms/service/versions/3"')
  expect(html).toContain('<strong>Version 2</strong> is in force since')
  expect(html).toContain('No version of it is in force.')
  expect(renderToStaticMarkup(<DocumentList documents={[]} />)).toContain(
    'No terms are published yet',
  )
})
