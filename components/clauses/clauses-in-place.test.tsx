import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ClausesInPlace, type SetClause } from './clauses-in-place.tsx'

const clause = (differences: Partial<SetClause> = {}): SetClause => ({
  documentSlug: 'terms-of-service',
  documentTitle: 'Terms of service',
  versionNumber: 4,
  anchor: 'clause-7.4',
  number: '7.4',
  title: 'Meeting summary',
  digest: 'd',
  text: 'Meeting summary turns audio into a transcript.',
  content: 'Meeting summary turns audio into a transcript.',
  ...differences,
})

test('C6: a clause opens in place, whole, with its version, and leads to its place in the terms', () => {
  const html = renderToStaticMarkup(<ClausesInPlace clauses={[clause()]} />)
  expect(html).toMatch(/^<details/)
  expect(html).toContain('The clause it rests on: Terms of service, version 4')
  expect(html).toContain('Meeting summary turns audio into a transcript.')
  expect(html).toContain('href="/terms/terms-of-service/versions/4#clause-7.4"')
})

test('every document and version that the clauses stand in is named', () => {
  const other = clause({ documentSlug: 'dpa', documentTitle: 'DPA', versionNumber: 2 })
  const html = renderToStaticMarkup(<ClausesInPlace clauses={[clause(), other]} />)
  expect(html).toContain('The 2 clauses it rests on: Terms of service, version 4; DPA, version 2')
})

test('where no clause bears on it there is nothing to open', () => {
  expect(renderToStaticMarkup(<ClausesInPlace clauses={[]} />)).toBe('')
})
