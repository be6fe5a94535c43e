import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { changesIn, compareTexts } from '../../../../test-support/parsed-terms.ts'
import { sharedPath } from '../../../../test-support/shared.ts'
import type { Comparison } from './comparison.ts'

// Real contracts, beside the project where they are present: too long to repeat here, and not ours to copy.
const folder = sharedPath('terms')

function compare(document: string, from: string, to: string): Comparison {
  const read = (name: string) => readFileSync(join(folder ?? '', document, `${name}.md`))
  return compareTexts(read(from), read(to))
}

const zoom = (from: string, to: string) => compare('zoom-tos', from, to)

function same({ summary }: Comparison): number {
  return summary.unchanged + summary.formatting
}

function reasonsOf({ clauses }: Comparison, number: string) {
  const row = clauses.find(({ to }) => to?.number === number || to?.title === number)
  return (row?.reasons ?? []).map(({ effect, term }) => `${effect ?? 'is'} ${term}`)
}

describe.runIf(folder !== null)('real pairs', () => {
  test('Zoom, February to April 2023: the whole contract was replaced', () => {
    const comparison = zoom('2023-02-01', '2023-04-01')
    expect(comparison).toMatchObject({ replaced: true, otherLanguage: false })
    expect(comparison.clauses.every(({ changes }) => changes.length <= 2)).toBe(true)
    expect(changesIn(comparison)).toContain('added 10.2')
    expect(reasonsOf(comparison, '10.2')).toContain('widens training artificial intelligence')
  })

  test('Zoom, April to July 2023: section 10 says the same', () => {
    const comparison = zoom('2023-04-01', '2023-07-28')
    expect(changesIn(comparison)).toEqual([
      ...['rewritten preamble', 'widened 13.4', 'added 13.8', 'widened 17.4'],
      ...['rewritten 29', 'rewritten 31.2'],
    ])
    const dressed = comparison.clauses.filter(({ verdict }) => verdict === 'formatting')
    expect(dressed.map(({ to }) => to?.number)).toEqual(['27.2', '33.11', '34'])
    const ten = comparison.clauses.filter(({ to }) => /^10(\.|$)/.test(to?.number ?? ''))
    expect(ten.map(({ verdict }) => verdict)).toEqual(Array(7).fill('unchanged'))
  })

  test('Zoom, 7 August 2023: one bold paragraph, and list numbers that are noise', () => {
    const comparison = zoom('2023-07-28', '2023-08-07')
    expect(changesIn(comparison)).toEqual(['rewritten preamble', 'narrowed 10.4'])
    expect(comparison.summary).toMatchObject({ unchanged: 112, formatting: 0 })
    expect(reasonsOf(comparison, '10.4')).toEqual([
      ...['narrows audio', 'narrows video', 'narrows chat', 'narrows customer content'],
      ...['narrows training artificial intelligence', 'narrows artificial intelligence'],
    ])
  })

  test('Zoom, 11 August 2023: section 10 rewritten, merged and renumbered, and followed elsewhere', () => {
    const comparison = zoom('2023-08-07', '2023-08-11')
    expect(changesIn(comparison)).toEqual([
      ...['narrowed preamble', 'rewritten 10', 'narrowed 10.1', 'narrowed 10.3+10.4 > 10.2'],
      ...['widened 10.5 > 10.3', 'rewritten 10.6 > 10.4', 'narrowed 10.2 > 10.5'],
      ...['cross-reference 16.2', 'cross-reference 17.1', 'rewritten 18', 'narrowed 34'],
    ])
    expect(same(comparison)).toBe(102)
    expect(reasonsOf(comparison, '18')).toEqual(['is Content'])
    const references = comparison.clauses.flatMap(({ reasons }) =>
      reasons.filter((reason) => reason.kind === 'reference'),
    )
    expect(references).toMatchObject([
      { from: '10.2', term: '10.5', follows: true },
      { from: '10.5', term: '10.3', follows: true },
    ])
  })

  test('Zoom, after that: nothing of substance, then nothing but tracking tokens', () => {
    expect(changesIn(zoom('2023-08-11', '2024-08-08'))).toEqual([
      'rewritten preamble > ZOOM TERMS OF SERVICE',
    ])
    expect(changesIn(zoom('2024-08-08', '2024-11-09a'))).toEqual([])
    expect(changesIn(zoom('2024-11-09a', '2024-11-09b'))).toEqual([])
  })

  type Expected = {
    from: string
    to: string
    same_id_changed: { id: string }[]
    added: { id: string }[]
    removed: { id: string }[]
  }
  const expected =
    folder === null
      ? []
      : (JSON.parse(readFileSync(join(folder, 'zoom-tos/expected.json'), 'utf8')) as Expected[])

  test.each(expected)('Zoom, $from to $to: what an independent comparison found', (pair) => {
    const { clauses } = zoom(pair.from.replace('.md', ''), pair.to.replace('.md', ''))
    const numbersOf = (ids: readonly { id: string }[]) =>
      ids.map(({ id }) => id).filter((id) => /^\d/.test(id))
    const unmoved = clauses.filter(({ from, to }) => from?.number === to?.number)
    const same = new Set(
      unmoved.filter(({ similarity }) => similarity === 1).flatMap(({ to }) => to?.number ?? []),
    )
    const changed = numbersOf(pair.same_id_changed)
    // It could not see that a missing space after bold type changes no word.
    const dressed = ['27.2', '33.11']
    expect(changed.filter((id) => same.has(id) && !dressed.includes(id))).toEqual([])
    const numbers = (side: 'from' | 'to') =>
      new Set(
        clauses
          .flatMap((row) => [row[side], ...((side === 'from' ? row.merged : row.split) ?? [])])
          .map((each) => each?.number),
      )
    const [old, now] = [numbers('from'), numbers('to')]
    expect(numbersOf(pair.added).filter((id) => old.has(id) || !now.has(id))).toEqual([])
    expect(numbersOf(pair.removed).filter((id) => now.has(id) || !old.has(id))).toEqual([])
  })

  test('Google, June 2023: public data trains AI models, found under a heading without a number', () => {
    const comparison = compare('google-privacy', '2023-01-19', '2023-06-29')
    expect(changesIn(comparison)).toEqual([
      ...[
        'rewritten preamble',
        'rewritten Provide personalised services, including content and ads',
      ],
      'widened publicly accessible sources',
    ])
  })

  test('Microsoft, September 2023: AI Services appear as 13.q', () => {
    const changes = changesIn(compare('microsoft-tos', '2022-09-20', '2023-09-30'))
    expect(changes).toContain('added 13.q')
    expect(changes).toContain('moved 4.b > 4.c')
    expect(changes.filter((line) => /^(added|removed)/.test(line))).toEqual([
      ...['removed 3.c', 'removed 3.d', 'added 13.p', 'added 13.q'],
    ])
  })

  test('LinkedIn, September 2024: training of AI models', () => {
    const comparison = compare('linkedin-privacy', '2024-08-01', '2024-09-19')
    expect(changesIn(comparison)).toContain('widened 2')
    expect(reasonsOf(comparison, '2')).toContain('widens training artificial intelligence')
    expect(comparison.summary).toMatchObject({ added: 0, removed: 0, unchanged: 37 })
  })

  test('Grammarly, April 2023: a section on generative AI appears', () => {
    expect(changesIn(compare('grammarly-tos', '2023-02-06', '2023-04-03'))).toEqual([
      ...['rewritten preamble', 'added Your Use of GrammarlyGO', 'rewritten Warranty Disclaimers'],
    ])
  })

  test('Jitsi, three years: nothing', () => {
    expect(changesIn(compare('jitsi-tos', '2022-09-20', '2025-09-23'))).toEqual([])
  })

  test('contracts of two companies are not versions of each other', () => {
    const read = (name: string) => readFileSync(join(folder ?? '', name))
    const other = read('microsoft-tos/2023-09-30.md')
    expect(compareTexts(read('zoom-tos/2023-08-11.md'), other).replaced).toBe(true)
    expect(compareTexts(other, read('jitsi-tos/2025-09-23.md')).replaced).toBe(true)
  })
})
