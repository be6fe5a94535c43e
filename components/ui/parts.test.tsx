import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Bar } from './bar.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { DataTable } from './data-table.tsx'
import { Digest } from './digest.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { NoticeBox } from './notice-box.tsx'
import { Page } from './page.tsx'
import { PageHeading, Section } from './page-heading.tsx'
import { Pagination } from './pagination.tsx'
import { cssString } from './print-footer.tsx'
import { Progress } from './progress.tsx'
import { SkipLink } from './skip-link.tsx'
import { Timestamp } from './timestamp.tsx'

const digest = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='

test('the skip link leads to the main of the page, which can take the focus', () => {
  const html = renderToStaticMarkup(
    <>
      <SkipLink />
      <Page>content</Page>
    </>,
  )
  expect(html).toContain('href="#main"')
  expect(html).toContain('<main id="main" tabindex="-1"')
})

test('a page has one h1, and a section is named by its h2', () => {
  const html = renderToStaticMarkup(
    <>
      <PageHeading title="Receipts" />
      <Section id="waiting" title="Waiting">
        none
      </Section>
    </>,
  )
  expect(html.match(/<h1/g)).toHaveLength(1)
  expect(html).toContain('<section aria-labelledby="waiting"')
  expect(html).toContain('<h2 id="waiting"')
})

test('an error summary leads to each control, and an empty one is nothing', () => {
  const errors = [
    { field: 'typed-name', message: 'Type your name' },
    { message: 'Try again later' },
  ]
  const html = renderToStaticMarkup(<ErrorSummary errors={errors} />)
  expect(html).toMatch(/<a href="#typed-name"[^>]*>Type your name<\/a>/)
  expect(html).toContain('<li>Try again later</li>')
  expect(html).toContain('tabindex="-1"')
  expect(renderToStaticMarkup(<ErrorSummary errors={[]} />)).toBe('')
})

test.each([
  ['info', 'Good to know'],
  ['warn', 'Take care'],
  ['problem', 'Problem'],
] as const)('a notice of kind %s says so in words', (kind, word) => {
  expect(renderToStaticMarkup(<NoticeBox kind={kind}>text</NoticeBox>)).toContain(word)
})

test('a digest shows its ends on the screen and all of it on paper', () => {
  const html = renderToStaticMarkup(<Digest value={digest} />)
  expect(html).toContain('sha256-47DEQpj…hSuFU=')
  expect(html).toMatch(
    new RegExp(`print-only[^>]*>${digest.replace('+/', '\\+/').replace('+5', '\\+5')}`),
  )
  expect(html).toContain('Copy<span class="sr-only"> the digest</span>')
})

test('a short value is shown whole', () => {
  expect(renderToStaticMarkup(<Digest value="abc123" />)).not.toContain('…')
})

test('a time carries its exact instant', () => {
  expect(renderToStaticMarkup(<Timestamp at="2026-03-02T09:15:04Z" />)).toContain(
    'dateTime="2026-03-02T09:15:04.000Z" title="2026-03-02T09:15:04.000Z"',
  )
})

test('a table keeps its roles when its rows are stacked, and its first column heads the row', () => {
  const html = renderToStaticMarkup(
    <DataTable
      caption="Versions"
      columns={[
        { key: 'v', header: 'Version', cell: (row: { v: string }) => row.v },
        { key: 'n', header: 'Clauses', align: 'end', cell: () => 15 },
      ]}
      rows={[{ v: '4' }]}
      rowKey={(row) => row.v}
      empty="none"
    />,
  )
  expect(html).toContain('<table role="table"')
  expect(html.match(/role="columnheader"/g)).toHaveLength(2)
  expect(html).toMatch(/<th role="rowheader" scope="row"[^>]*>4<\/th>/)
  expect(html).toMatch(/role="cell"/)
})

test('a table without rows is the words that stand for it', () => {
  const html = renderToStaticMarkup(
    <DataTable caption="x" columns={[]} rows={[]} rowKey={() => ''} empty="Nothing yet" />,
  )
  expect(html).toBe('Nothing yet')
})

test('a bar says its count in words and needs no inline style', () => {
  const html = renderToStaticMarkup(<Bar label="Answered" value={7} total={12} />)
  expect(html).toMatch(/7(<!-- -->)? of (<!-- -->)?12/)
  expect(html).not.toContain('style=')
  expect(renderToStaticMarkup(<Bar label="Answered" value={1} total={0} />)).toContain('width="0%"')
})

test('a progress is named by its label', () => {
  const html = renderToStaticMarkup(<Progress id="checking" label="Checking entries" />)
  expect(html).toContain('<label for="checking"')
  expect(html).toContain('<progress id="checking"')
  expect(html).not.toContain('value=')
})

test('steps that lead nowhere are not shown', () => {
  expect(renderToStaticMarkup(<Pagination label="Record" />)).toBe('')
  const html = renderToStaticMarkup(<Pagination label="Record" older="?before=9" />)
  expect(html).toContain('Older')
  expect(html).not.toContain('Newer')
})

test('breadcrumbs are a named navigation of links', () => {
  const html = renderToStaticMarkup(<Breadcrumbs crumbs={[{ label: 'Home', href: '/' }]} />)
  expect(html).toContain('<nav aria-label="Pages above this one">')
})

test('a printed footer cannot end its own string', () => {
  expect(cssString(['Terms "4"', 'a\\b\nc'])).toBe('"Terms \\"4\\"\\a a\\\\b c"')
})
