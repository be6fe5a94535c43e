import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import {
  verdicts,
  type ClauseReference,
  type Verdict,
} from '#lib/domain/terms/comparison/comparison.ts'
import type { AccountChangesView } from '#lib/queries/account-changes.ts'
import type { ChangeRow, TermsChangesView } from '#lib/queries/terms-changes.ts'
import type { VersionView } from '#lib/queries/terms.ts'
import { AccountChangesPage } from './account-changes-page.tsx'
import { ChangesPage } from './changes-page.tsx'
import { clauseName, rowName } from './clause-names.ts'
import { FirstVersion } from './first-version.tsx'
import { countWords, stepSentence, verdictOrder } from './verdict-words.ts'
import { WordChanges } from './word-changes.tsx'

const version = (number: number, state: VersionView['state'] = 'in_force'): VersionView => ({
  ...{ number, state, digest: `${number}`.repeat(64) },
  effectiveAt: new Date('2026-02-02T00:00:00Z'),
  publishedAt: new Date('2026-01-05T09:00:00Z'),
  inForceFrom: new Date('2026-02-02T00:00:00Z'),
})

const clause = (number: string | null, title: string | null = null): ClauseReference => ({
  ...{ ordinal: 4, id: `c-${number ?? 'none'}`, number, title },
})

function row(verdict: Verdict, more: Partial<ChangeRow> = {}): ChangeRow {
  const is = clause('10.2', 'Service data')
  return {
    ...{ key: `now-${verdict}`, verdict, effect: null, isProposal: false, reviewed: null },
    from: verdict === 'added' ? [] : [is],
    to: verdict === 'removed' ? [] : [is],
    ...{ reasons: [], changes: [], length: 200, purposes: [], ...more },
  }
}

const widened = row('widened', {
  ...{ effect: 'widens', isProposal: true },
  reasons: [
    { sentence: 'Allows a new purpose: training.', effect: 'widens' },
    { sentence: 'Sets a limit: your consent.', effect: 'narrows' },
  ],
  changes: [
    { op: 'equal', text: 'We may ' },
    { op: 'delete', text: 'not ' },
    { op: 'insert', text: 'always ' },
    { op: 'equal', text: 'use it.' },
  ],
  purposes: [{ key: 'p', title: 'Product improvement' }],
})

function changes(
  rows: readonly ChangeRow[],
  more: Partial<TermsChangesView> = {},
): TermsChangesView {
  const counted = verdicts.map((verdict) => [
    verdict,
    rows.filter((each) => each.verdict === verdict).length,
  ])
  return {
    ...{ slug: 'terms', title: 'Terms of service', operator: 'Castellan Calls' },
    ...{ from: version(1, 'superseded'), to: version(2), numbers: [1, 2] },
    ...{ replaced: false, otherLanguage: false, judged: true, summaries: [], rows },
    counts: Object.fromEntries(counted) as Record<Verdict, number>,
    ...more,
  }
}

function page(rows: readonly ChangeRow[], more: Partial<TermsChangesView> = {}): string {
  return html(<ChangesPage changes={changes(rows, more)} />)
}

function html(node: ReactNode): string {
  return renderToStaticMarkup(node).replace(/<!-- -->/g, '')
}

function wordsOf(markup: string): string {
  return markup.replace(/<[^>]+>/g, '')
}

describe('the words of a clause', () => {
  const labels = { old: 'Version 1', new: 'Version 2' }

  test('what is gone and what is new are marked as such, without the spaces around', () => {
    const markup = html(<WordChanges changes={widened.changes} labels={labels} />)
    const [, old = '', now = ''] = markup.split(/<div class="compared-side [^>]*>/)
    expect(old).toContain('We may <del>not</del> use it.')
    expect(old).not.toContain('<ins>')
    expect(now).toContain('We may <del>not</del> <ins>always</ins> use it.')
  })

  test('a clause that one side lacks is shown once, whole', () => {
    const markup = html(
      <WordChanges changes={[{ op: 'insert', text: 'All new.' }]} labels={labels} />,
    )
    expect(markup).toContain('<ins>All new.</ins>')
    expect(markup).not.toContain('Version 1')
  })

  test('of one that shares nothing with what it was, both are shown whole', () => {
    const whole = [
      { op: 'delete' as const, text: 'What it said.' },
      { op: 'insert' as const, text: 'What it says.' },
    ]
    const markup = html(<WordChanges changes={whole} labels={labels} />)
    expect(markup).toMatch(
      /Version 1.*<del>What it said\.<\/del>.*Version 2.*<ins>What it says\.<\/ins>/,
    )
  })

  test('text of a contract stays text', () => {
    const hostile = [{ op: 'insert' as const, text: '<script>alert(1)</script>' }]
    expect(html(<WordChanges changes={hostile} labels={labels} />)).not.toContain('<script>')
  })
})

describe('names', () => {
  test('a clause is cited by number and title, and without either by its place', () => {
    expect(clauseName(clause('10.2', 'Service data'))).toBe('10.2 Service data')
    expect(clauseName(clause(null, 'Preamble'))).toBe('Preamble')
    expect(clauseName(clause(null))).toBe('Part 5')
    expect(clauseName({ ...clause(null), id: 'preamble' })).toBe('Opening')
  })

  test('a row is called by what it is now, and what it was is told where that is something else', () => {
    const [one, two] = [clause('1', 'One'), clause('2', 'Two')]
    expect(rowName({ from: [one], to: [two] })).toEqual({ name: '2 Two', before: '1 One' })
    expect(rowName({ from: [one], to: [one] })).toEqual({ name: '1 One', before: null })
    expect(rowName({ from: [], to: [two] })).toEqual({ name: '2 Two', before: null })
    expect(rowName({ from: [one], to: [] })).toEqual({ name: '1 One', before: null })
    expect(rowName({ from: [one, two], to: [two] }).before).toBe('1 One and 2 Two')
  })
})

describe('the words of verdicts', () => {
  test('every verdict has its place and its words, of one and of several', () => {
    expect([...verdictOrder].sort()).toEqual([...verdicts].sort())
    expect(countWords('widened', 1)).toBe('1 gives the platform more')
    expect(countWords('narrowed', 3)).toBe('3 give the platform less')
  })

  test('a step is told in a sentence, with who judged', () => {
    const { counts } = changes([widened, row('unchanged'), row('unchanged')])
    expect(stepSentence({ from: 1, replaced: false, isConfirmed: false, counts })).toBe(
      'Of its clauses, compared with version 1: 1 gives the platform more, 2 say the same. A machine’s proposal.',
    )
    const { counts: same } = changes([row('unchanged')])
    expect(stepSentence({ from: 1, replaced: false, isConfirmed: false, counts: same })).toBe(
      'It says what version 1 said.',
    )
    expect(stepSentence({ from: 1, replaced: true, isConfirmed: false, counts })).toContain(
      'replaced version 1 as a whole',
    )
  })
})

describe('the page of what changed', () => {
  test('says of a clause what became of it, who says so, why, and what rests on it', () => {
    const text = wordsOf(page([widened]))
    expect(text).toContain('It gives the platform more. A machine’s proposal.')
    expect(text).toContain('Allows a new purpose: training. ')
    expect(text).not.toContain('training. That gives')
    expect(text).toContain('Sets a limit: your consent. That gives the platform less.')
    expect(text).toContain('Product improvement rests on this clause.')
    expect(text).toContain('No person has confirmed it.')
  })

  test('what an operator confirmed is no proposal, and has its note', () => {
    const reviewed = { overruled: null, note: 'It now covers training.' }
    const text = wordsOf(page([{ ...widened, isProposal: false, reviewed }]))
    expect(text).toContain('Confirmed by Castellan Calls.')
    expect(text).toContain('It now covers training.')
    expect(text).not.toContain('A machine’s proposal')
  })

  test('what an operator overruled is theirs, and what was proposed stays to be read', () => {
    const reviewed = { overruled: 'widened' as const, note: 'Clause 3 limits it.' }
    const narrowed = row('narrowed', { effect: 'narrows', reviewed })
    const text = wordsOf(page([narrowed]))
    expect(text).toContain(
      'It gives the platform less. Castellan Calls says so. A machine had proposed: it gives the platform more.',
    )
    expect(text).toContain('Clause 3 limits it.')
  })

  test('draws every clause, and says in words what is drawn', () => {
    const markup = page([widened, row('unchanged'), row('added'), row('removed')])
    const [, strip = ''] = /<svg[^>]*role="img"(.*?)<\/svg>/.exec(markup) ?? []
    expect(strip.match(/<rect/g)).toHaveLength(4)
    expect(strip).toContain(
      'aria-label="The clauses in their order: 1 gives the platform more, 1 is new, 1 is gone, 1 says the same."',
    )
    expect(markup).not.toContain('style=')
  })

  test('every count leads to its clauses', () => {
    const markup = page(verdicts.map((verdict) => row(verdict)))
    for (const verdict of verdicts) {
      expect(markup).toContain(`href="#${verdict}"`)
      expect(markup).toContain(`<h2 id="${verdict}"`)
    }
  })

  test('of what is new or gone, how much gives the platform more is counted', () => {
    const rows = [row('added', { key: 'a', effect: 'widens' }), row('added', { key: 'b' })]
    expect(wordsOf(page(rows))).toContain('1 of them gives the platform more, 0 give it less.')
    expect(wordsOf(page([rows[0]!]))).toContain('It is new, and gives the platform more.')
  })

  test('merged and split clauses name all of them', () => {
    const [a, b, c] = [clause('1'), clause('2'), clause('3')]
    const text = wordsOf(page([row('rewritten', { from: [a, b], to: [c] })]))
    expect(text).toContain('It was made of 1 and 2.')
    const split = wordsOf(page([row('rewritten', { from: [c], to: [a, b] })]))
    expect(split).toContain('3 became 1 and 2.')
    expect(split).toContain('3 in version 1')
    expect(split).toContain('2 in version 2')
  })

  test('a clause that moved says where it stood', () => {
    const text = wordsOf(
      page([widened, row('moved', { from: [clause('4.4')], to: [clause('6.4')] })]),
    )
    expect(text).toContain('6.4Before: 4.4.')
  })

  test('a contract that was replaced says so, and shows no texts side by side', () => {
    const text = [{ op: 'insert' as const, text: 'Something.' }]
    const telling = row('added', {
      key: 'a',
      effect: 'widens',
      changes: text,
      reasons: widened.reasons,
    })
    const rows = [telling, row('added', { changes: text }), row('removed')]
    const markup = page(rows, { replaced: true, otherLanguage: true })
    expect(wordsOf(markup)).toContain('the contract was replaced as a whole.')
    expect(wordsOf(markup)).toContain('different languages')
    expect(markup).not.toContain('<ins>')
    expect(markup.match(/<article/g)).toHaveLength(1)
    expect(wordsOf(markup)).toContain('It is new, and gives the platform more.')
    expect(markup).toContain('href="/terms/terms/versions/1#c-10.2"')
  })

  test('what no machine can read is not passed off as neither more nor less', () => {
    const plain = row('rewritten')
    const alone = wordsOf(page([plain], { judged: false }))
    expect(alone).toContain('no machine has judged these changes.')
    expect(alone).toContain('What it means is for you to judge.')
    expect(alone).not.toContain('different languages')
    expect(wordsOf(page([plain], { judged: false, otherLanguage: true }))).toContain(
      'The two texts seem to be in different languages.',
    )
    const said = row('widened', { effect: 'widens', reviewed: { overruled: null, note: null } })
    expect(wordsOf(page([said], { judged: false }))).toContain(
      'a person at Castellan Calls said so',
    )
    expect(wordsOf(page([plain]))).not.toContain('no machine')
  })

  test('the operator’s own summary is in its language, and named as the operator’s', () => {
    const summary = { number: 2, language: 'nl', text: 'Kort gezegd.' }
    const markup = page([widened], { summaries: [summary] })
    expect(markup).toMatch(/<p lang="nl"[^>]*>Kort gezegd\.<\/p>/)
    expect(wordsOf(markup)).toContain('In short, by Castellan Calls')
    const both = page([widened], { summaries: [summary, { ...summary, number: 3 }] })
    expect(wordsOf(both)).toMatch(/Version 2.*Version 3/)
    expect(wordsOf(both)).not.toContain('in Dutch')
    const english = { ...summary, language: 'en', text: 'In short.' }
    expect(wordsOf(page([widened], { summaries: [english, summary] }))).toMatch(
      /Version 2, in English.*Version 2, in Dutch/,
    )
  })

  test('where nothing changed it says so, and where one version is compared with itself', () => {
    expect(wordsOf(page([row('unchanged')]))).toContain('Nothing changed.')
    expect(wordsOf(page([row('unchanged')], { from: version(2) }))).toContain(
      'This is one version.',
    )
    expect(wordsOf(page([row('formatting')]))).not.toContain('Nothing changed.')
  })

  test.each([
    ['scheduled', 'takes force on'],
    ['superseded', 'was replaced since'],
    ['archival', 'governs nothing'],
    ['in_force', 'in force since'],
  ] as const)('says what a version that is %s governs', (state, words) => {
    expect(wordsOf(page([widened], { to: version(2, state) }))).toContain(words)
  })

  test('of a first version it says that there is no earlier one', () => {
    expect(wordsOf(html(<FirstVersion slug="terms" title="Terms" />))).toContain(
      'There is no earlier version.',
    )
  })
})

describe('the page of what changed since somebody agreed', () => {
  const account = { slug: 'harbour', name: 'Harbour' }
  const since = { number: 1, at: new Date('2025-03-05T13:42:00Z') }
  const view = (more: Partial<AccountChangesView> = {}): AccountChangesView => ({
    ...{ slug: 'terms', title: 'Terms of service', inForce: version(2), agreedFor: 'self' },
    ...{ since, changes: changes([widened, row('rewritten'), row('unchanged')]) },
    purposes: [{ key: 'p', title: 'Product improvement', rows: ['now-widened', 'now-unchanged'] }],
    ...more,
  })
  const read = (more: Partial<AccountChangesView> = {}) =>
    html(<AccountChangesPage view={view(more)} account={account} />)

  test('what the reader’s answers rest on comes first and once, then the rest', () => {
    const markup = read()
    const [, resting = '', rest = ''] = markup.split(/<h2 id="(?:resting|rewritten)"/)
    expect(wordsOf(resting)).toContain('One clause that your answers rest on has changed.')
    expect(resting).toContain('id="now-widened"')
    expect(wordsOf(resting)).toContain('Product improvement also rests on 10.2')
    expect(rest).not.toContain('id="now-widened"')
    expect(markup).toContain('href="#resting"')
    expect(markup).not.toContain('href="#widened"')
  })

  test('of all that rests on a clause only the reader’s own is named', () => {
    const purposes = [...widened.purposes, { key: 'q', title: 'Training' }]
    const text = wordsOf(read({ changes: changes([{ ...widened, purposes }]) }))
    expect(text).toContain('Product improvement rests on this clause.')
    expect(text).not.toContain('Training')
  })

  test('where none of it changed, it says that', () => {
    const purposes = [{ key: 'p', title: 'Product improvement', rows: ['now-unchanged'] }]
    expect(wordsOf(read({ purposes }))).toContain(
      'No clause that your answers rest on has changed.',
    )
    expect(wordsOf(read({ purposes: [] }))).toContain('You have said yes to nothing here')
  })

  test('an admin reads what the account accepted, and may answer', () => {
    const markup = read({ agreedFor: 'account' })
    expect(wordsOf(markup)).toContain('Harbour last accepted version 1 of Terms of service')
    expect(wordsOf(markup)).toContain('What your permissions rest on')
    expect(markup).toContain('href="/accounts/harbour/terms/terms/acceptance"')
    expect(read()).not.toContain('/acceptance"')
  })

  test('nothing changed, nothing was agreed to: each has its own page', () => {
    const now = { since: { ...since, number: 2 }, changes: null }
    expect(wordsOf(read(now))).toContain('Nothing has changed since.')
    expect(wordsOf(read({ since: null, changes: null }))).toContain(
      'Nothing here rests on a yes of yours.',
    )
    const none = wordsOf(read({ agreedFor: 'account', since: null, changes: null }))
    expect(none).toContain('Harbour has accepted no version yet.')
    expect(wordsOf(read({ changes: changes([row('unchanged')]) }))).toContain('Nothing changed.')
  })
})
