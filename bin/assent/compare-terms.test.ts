import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { comparisonReport } from './comparison-report.ts'
import { compareDocuments } from '#lib/queries/terms-comparison.ts'
import { assent } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'assent-compare-'))
const said = { out: [] as string[], err: [] as string[] }

beforeEach(() => {
  said.out.length = said.err.length = 0
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.out.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.err.push(line))
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const old = '## 1. Data\n\nWe keep chat for 30 days.\n\n## 2. Meetings\n\nThey are held.\n'
const now = old.replace('30', '60')

test('prints the comparison as JSON, without any database', async () => {
  const [from, to] = [file('old.md', old), file('new.md', now)]
  expect(await assent(['terms', 'compare', from, to, '--json'])).toBe(0)
  const printed = JSON.parse(said.out.join('\n')) as Record<string, unknown>
  expect(printed).toMatchObject({
    from: { file: from, bytes: old.length, clauses: 2 },
    to: { file: to, bytes: now.length, clauses: 2 },
    ...{
      replaced: false,
      otherLanguage: false,
      judged: true,
      summary: { widened: 1, unchanged: 1, moved: 0 },
    },
    clauses: [
      {
        ...{ verdict: 'widened', decided: false, effect: 'widens' },
        from: { id: '1-data', number: '1', title: 'Data' },
        to: { id: '1-data', number: '1', title: 'Data' },
        reasons: ['The time that data is kept was 30 days and is 60 days.'],
        changes: [
          { op: 'equal', text: 'Data We keep chat for ' },
          { op: 'delete', text: '30 ' },
          { op: 'insert', text: '60 ' },
          { op: 'equal', text: 'days.' },
        ],
      },
      { verdict: 'unchanged', decided: true, effect: null, similarity: 1, reasons: [] },
    ],
  })
})

test('prints a report for people', async () => {
  expect(await assent(['terms', 'compare', file('a.md', old), file('b.md', now)])).toBe(0)
  expect(said.out.join('\n')).toBe(
    [
      '2 clauses before, 2 now: 1 may give the platform more, 1 the same.',
      '',
      'WIDENED  1 Data',
      '  - The time that data is kept was 30 days and is 60 days.',
      '  Data We keep chat for [-30-] {+60+} days.',
      '',
      '… 1 clause says the same',
    ].join('\n'),
  )
})

test.each<[what: string, content: string | Uint8Array, sentence: RegExp]>([
  ['not UTF-8', Uint8Array.of(0x23, 0xff, 0xfe), /not valid UTF-8/],
  ['a NUL', '# Terms\0', /NUL/],
  ['nothing', ' \n', /no text/],
  ['over 2 MB', 'x'.repeat(2_000_001), /larger than 2 MB/],
])('a document that is %s is named in one line', async (_what, content, sentence) => {
  const [good, bad] = [file('good.md', old), file('bad.md', content)]
  for (const args of [
    [good, bad],
    [bad, good],
  ]) {
    said.err.length = 0
    expect(await assent(['terms', 'compare', ...args])).toBe(1)
    expect(said.err).toEqual([expect.stringMatching(sentence)])
    expect(said.err[0]).toContain(bad)
  }
  expect(said.out).toEqual([])
})

test('a file that is not there is named in one line; a missing one is a usage error', async () => {
  const missing = join(folder, 'missing.md')
  expect(await assent(['terms', 'compare', missing, file('good.md', old)])).toBe(1)
  expect(said.err).toEqual([`${missing} cannot be read: there is no such file or folder.`])
  expect(await assent(['terms', 'compare', missing])).toBe(2)
})

function report(from: string, to: string, isColoured = false): string {
  const compared = compareDocuments(Buffer.from(from), Buffer.from(to))
  if (!compared.ok) throw new Error(compared.code)
  return comparisonReport(compared.value, isColoured)
}

test('a report of the same text is one line and a fold', () => {
  expect(report(old, old).split('\n')[0]).toBe('Nothing changed in 2 clauses.')
})

test('a replaced contract is said to be, and its clauses are not gone through', () => {
  const other =
    '## Parken\n\nWagen stehen hinter dem Haus, und wer als Letzter geht, schließt das Tor ab.\n'
  const [first, ...rest] = report(old, other).split('\n')
  expect(first).toMatch(/^The whole contract was replaced: 2 clauses before, 1 now\./)
  expect(rest.join('\n')).not.toContain('[-')
})

test('of a language that is not read nothing is proposed, which the second line says', () => {
  const german = (word: string) =>
    `## § 1 Inhalte\n\nWir verwenden die Inhalte der Kunden ${word}zum Training, und wir geben sie nicht weiter.\n`
  const [first, second] = report(german('nicht '), german('')).split('\n')
  expect(first).toBe('1 clause before, 1 now: 1 rewritten.')
  expect(second).toMatch(/^Only English texts are read .* nothing is proposed here\.$/)
})

test('long clauses show what stands around a change', () => {
  const long = (word: string) =>
    `## 1. Long\n\n${'The same words stand here again. '.repeat(20)}Then ${word}. ${'More of the same follows. '.repeat(20)}\n`
  const line = report(long('apples'), long('pears'))
    .split('\n')
    .find((each) => each.includes('[-'))
  expect(line).toContain('[-apples-]{+pears+}')
  expect(line?.length).toBeLessThan(260)
})

test('colours are for terminals, and no document steers one', () => {
  const hostile = now.replace('chat', 'chat \u001B[2J\u202Eand more')
  expect(report(old, hostile)).not.toMatch(/[\u001B\u202E]/)
  expect(report(old, now, true)).toContain('\u001B[32m{+60+}\u001B[0m')
  expect(report(old, hostile, true).replaceAll(/\u001B\[(?:0|31|32)m/g, '')).not.toContain('\u001B')
})

test('the terms of the demonstration read as a story', () => {
  const read = (version: number) =>
    readFileSync(`prisma/terms/northwind-terms-${version}.md`, 'utf8')
  const text = report(read(2), read(3))
  expect(text).toContain('NARROWED  10.4 Licence for improvement and artificial intelligence')
  expect(text).toContain('Rules out a purpose: training artificial intelligence.')
})
