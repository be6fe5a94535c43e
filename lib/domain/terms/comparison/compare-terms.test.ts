import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { changesIn, compareTexts, parsedTerms } from '../../../../test-support/parsed-terms.ts'
import { compareTerms } from './compare-terms.ts'
import type { ClauseChange, Comparison } from './comparison.ts'

function rowOf({ clauses }: Comparison, name: string): ClauseChange {
  const row = clauses.find(({ from, to }) =>
    [to?.number, to?.title, to?.id, from?.number, from?.title].includes(name),
  )
  if (!row) throw new Error(`no row ${name}`)
  return row
}

function verdictsOf({ clauses }: Comparison): string[] {
  return clauses.map(({ verdict }) => verdict)
}

describe('the terms of the demonstration', () => {
  const read = (version: number) =>
    readFileSync(`prisma/terms/northwind-terms-${version}.md`, 'utf8')

  test('2 to 3: one sentence forbids training without consent', () => {
    const comparison = compareTexts(read(2), read(3))
    const title = 'Northwind Meet: Terms of Service'
    expect(changesIn(comparison)).toEqual([`rewritten ${title}`, 'narrowed 10.4'])
    expect(comparison.summary.unchanged).toBe(82)
  })

  test('1 to 2: what was ruled out is allowed', () => {
    const comparison = compareTexts(read(1), read(2))
    expect(changesIn(comparison)).toEqual([
      ...[
        'rewritten Northwind Meet: Terms of Service',
        'removed 1.3',
        'widened 2.3',
        'widened 5.3',
      ],
      ...['widened 8.2', 'cross-reference 9.1', 'rewritten 10', 'rewritten 10.1', 'added 10.2'],
      ...['widened 10.2 > 10.3', 'removed 10.3', 'removed 10.4', 'added 10.4', 'added 10.5'],
      ...['widened 10.5 > 10.6', 'rewritten 10.6 > 10.7', 'widened 12.2', 'widened 13.1'],
      ...['widened 13.2', 'widened 13.3', 'widened 14.4'],
    ])
    expect(rowOf(comparison, '4.4').verdict).toBe('formatting')
    const added = comparison.clauses.filter(({ verdict }) => verdict === 'added')
    expect(added.map(({ to, effect }) => `${to?.number ?? ''} ${effect ?? ''}`)).toEqual(
      expect.arrayContaining(['10.2 widens', '10.4 widens']),
    )
  })

  test('3 to 4: training is ruled out, a clause moves, a number follows', () => {
    const comparison = compareTexts(read(3), read(4))
    expect(changesIn(comparison)).toEqual([
      ...['rewritten Northwind Meet: Terms of Service', 'added 1.3', 'narrowed 2.3'],
      ...['moved 4.4 > 6.4', 'narrowed 7.7', 'narrowed 8.2', 'cross-reference 9.1', 'rewritten 10'],
      ...['rewritten 10.1', 'narrowed 10.3 > 10.2', 'removed 10.4', 'removed 10.5', 'added 10.3'],
      ...['narrowed 10.6 > 10.4', 'rewritten 10.7 > 10.5', 'added 10.6', 'narrowed 10.2 > 10.7'],
      ...['narrowed 12.2', 'narrowed 13.1', 'narrowed 13.2', 'narrowed 13.3', 'narrowed 14.4'],
      'added About this version',
    ])
    expect(rowOf(comparison, '7.7').reasons).toEqual([
      {
        ...{ kind: 'period', term: 'retention', effect: 'narrows', side: 'to' },
        ...{ from: 90, to: 30, weight: 2 },
      },
    ])
    expect(rowOf(comparison, 'No training').effect).toBe('narrows')
  })
})

const meetings = `# Meeting terms

Effective 1 May 2025

## 1. Use

**1.1 Who may.** Everyone who is sixteen or older may use the service for meetings.

**1.2 Guests.** A host may admit guests, and decides what guests may do in a meeting.

## 2. Content

**2.1 Yours.** What you say, show and write remains yours, whatever happens to this contract.

**2.2 Our use.** We use recordings to provide the service, as section 1.2 allows.

## 3. Leaving

**3.1 Notice.** You may leave at the end of any month with a notice of four weeks.
`

describe('what is noise says the same', () => {
  test.each<[string, (text: string) => string]>([
    [
      'list numbers that an archive counts',
      (text) =>
        text.replace(
          /^## (\d)\. (.*)$/gm,
          (_, n: string, title: string) => `${Number(n) + 7}. **${title}**`,
        ),
    ],
    ['no-break spaces', (text) => text.replaceAll(/(?<=\w) (?=\w)/g, '\u00A0')],
    ['zero-width marks', (text) => text.replaceAll('service', 'ser\u200Bvice\uFEFF')],
    ['another bold', (text) => text.replace(/\*\*(\d\.\d) ([^*]*)\.\*\*/g, '**$1** **$2.**')],
    ['a missing space after bold', (text) => text.replaceAll('.** ', '.**')],
    ['escaped numbers', (text) => text.replace(/^## (\d)\. /gm, '## $1\\. ')],
    [
      'links with tracking tokens',
      (text) => text.replaceAll('contract', '[contract](https://a.example/?t=4#:~:text=x)'),
    ],
    ['underlined headings', (text) => text.replace(/^## (.*)$/gm, '$1\n-----')],
    ['other line endings', (text) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text) => `\uFEFF${text}`],
  ])('%s', (_name, noise) => {
    const comparison = compareTexts(meetings, noise(meetings))
    expect(changesIn(comparison)).toEqual([])
    expect(comparison.clauses).toHaveLength(9)
  })

  test('list numbers in front of headings are not even formatting', () => {
    const counted = (from: number) =>
      [1, 2, 3]
        .map(
          (n) => `${n + from}. **PART ${'ABC'[n - 1] ?? ''}**\n\n**${n}.1 Rule.** Text ${n}.\n\n`,
        )
        .join('')
    expect(new Set(verdictsOf(compareTexts(counted(0), counted(5))))).toEqual(
      new Set(['unchanged']),
    )
  })

  test('bullets and tables in another hand are formatting', () => {
    const from = '## 1. Data\n\n* audio\n* video\n\n| kind | days |\n|---|---|\n| chat | 30 |\n'
    const to =
      '## 1. Data\n\n- audio\n- video\n\n| kind  |  days |\n| :--- | ---: |\n| chat  |  30 |\n'
    expect(verdictsOf(compareTexts(from, to))).toEqual(['formatting'])
  })

  test('a date that changes is the preamble’s change alone', () => {
    const comparison = compareTexts(meetings, meetings.replace('1 May 2025', '1 June 2025'))
    expect(changesIn(comparison)).toEqual(['rewritten Meeting terms'])
  })

  test('navigation in front of the title is the preamble’s', () => {
    const comparison = compareTexts(meetings, `Skip to content\nMenu\n\n${meetings}`)
    expect(changesIn(comparison)).toEqual(['rewritten Meeting terms'])
  })
})

describe('what changed is told of the clause that it changed in', () => {
  const edit = (from: string, to: string) => compareTexts(meetings, meetings.replace(from, to))

  test('an unnumbered bold paragraph belongs to the clause above it', () => {
    const after = 'as section 1.2 allows.'
    const comparison = edit(after, `${after}\n\n**We will not use recordings to train AI models.**`)
    expect(changesIn(comparison)).toEqual(['narrowed 2.2'])
    expect(rowOf(comparison, '2.2').changes.map(({ op }) => op)).toEqual(['equal', 'insert'])
  })

  test('a clause in front renumbers the rest', () => {
    const added = '**1.1 Purpose.** This contract is about meetings held over the network.\n\n'
    const renumbered = meetings
      .replace('**1.2 ', '**1.3 ')
      .replace('**1.1 ', `${added}**1.2 `)
      .replace('section 1.2', 'section 1.3')
    const comparison = compareTexts(meetings, renumbered)
    expect(changesIn(comparison)).toEqual([
      ...['added 1.1', 'moved 1.1 > 1.2', 'moved 1.2 > 1.3', 'cross-reference 2.2'],
    ])
    expect(rowOf(comparison, '2.2').reasons).toMatchObject([
      { from: '1.2', term: '1.3', follows: true },
    ])
  })

  test('a reference that follows no clause is told apart', () => {
    const { reasons, verdict } = rowOf(edit('section 1.2', 'section 3.1'), '2.2')
    expect(verdict).toBe('cross-reference')
    expect(reasons).toMatchObject([{ kind: 'reference', from: '1.2', term: '3.1', follows: false }])
  })

  test('the same number is not the same clause', () => {
    const swapped = meetings
      .replace('**2.1 Yours.**', '**2.x Yours.**')
      .replace('**2.2 Our', '**2.1 Our')
      .replace('**2.x', '**2.2')
    expect(changesIn(compareTexts(meetings, swapped))).toEqual([
      'moved 2.1 > 2.2',
      'moved 2.2 > 2.1',
    ])
    const other = edit(
      '**3.1 Notice.** You may leave at the end of any month with a notice of four weeks.',
      '**3.1 Courts.** Disputes belong before judges in Rotterdam, whose law governs everything here.',
    )
    expect(changesIn(other)).toEqual(['removed 3.1', 'added 3.1'])
  })

  test('a clause that stands elsewhere with its number is moved', () => {
    const [one, two] = ['Apples are eaten raw.', 'Pears are cooked in wine.']
    const clause = (title: string, text = '') => `## ${title}\n\n${text}\n\n`
    const from = clause('Apples', one) + clause('Pears', two) + clause('Plums', 'Plums are dried.')
    const to = clause('Plums', 'Plums are dried.') + clause('Apples', one) + clause('Pears', two)
    const comparison = compareTexts(from, to)
    expect(changesIn(comparison)).toEqual(['moved Plums'])
    expect(rowOf(comparison, 'Plums').reasons).toMatchObject([{ kind: 'place' }])
  })

  test('two clauses merged into one, and one split into two, are named together', () => {
    const parts = [
      '**2.1 Storage.** Recordings are stored in the European Union on encrypted disks of our own.',
      '**2.2 Backups.** Copies are written every night and kept apart in another building.',
    ]
    const whole =
      '**2.1 Storage and backups.** Recordings are stored in the European Union on encrypted disks of our own. Copies are written every night and kept apart in another building.'
    const document = (middle: string) =>
      `## 1. Start\n\nHello there.\n\n## 2. Keeping\n\n${middle}\n\n## 3. End\n\nGoodbye then.\n`
    const merged = compareTexts(document(parts.join('\n\n')), document(whole))
    expect(changesIn(merged)).toEqual([expect.stringMatching(/^\w+ 2\.1\+2\.2 > 2\.1$/)])
    const split = compareTexts(document(whole), document(parts.join('\n\n')))
    expect(changesIn(split)).toEqual([expect.stringMatching(/^\w+ 2\.1 > 2\.1\+2\.2$/)])
    expect(split.clauses.filter(({ to, split: all }) => to?.number === '2.2' && !all)).toEqual([])
  })

  test('a defined term with another name is said to be that', () => {
    const text =
      '## 1. Words\n\nAll Customer Input is yours. Customer Input means what you upload.\n'
    const comparison = compareTexts(text, text.replaceAll('Input', 'Material'))
    expect(rowOf(comparison, '1').verdict).toBe('rewritten')
    expect(rowOf(comparison, '1').reasons).toMatchObject([
      { kind: 'word', from: 'Input', term: 'Material' },
    ])
  })

  test('a section with another name is said to have had one', () => {
    const { verdict, reasons } = rowOf(edit('## 2. Content', '## 2. Data and rights'), '2')
    expect([verdict, reasons]).toMatchObject(['rewritten', [{ kind: 'name', from: 'Content' }]])
  })

  test('a clause rewritten under its old title is one clause, without an edit in each word', () => {
    const comparison = edit(
      'Everyone who is sixteen or older may use the service for meetings.',
      'Only organisations established within Europe can conclude this contract with our company.',
    )
    expect(changesIn(comparison)).toEqual(['rewritten 1.1'])
    const deleted = rowOf(comparison, '1.1').changes.filter(({ op }) => op === 'delete')
    expect(deleted).toHaveLength(1)
  })
})

describe('however clauses are numbered', () => {
  const texts = [
    'We open at nine in the morning.',
    'Dogs wait outside the building.',
    'Lost keys are kept at the desk.',
  ]
  const forms: [string, (n: number, text: string) => string, readonly string[]][] = [
    ['1.1', (n, text) => `**1.${n} Rule ${n}.** ${text}\n\n`, ['1.2']],
    ['1.1.1', (n, text) => `### 1.1.${n} Rule ${n}\n\n${text}\n\n`, ['1.1.2']],
    [
      'Section A',
      (n, text) => `## Section ${'ABC'[n - 1] ?? ''}. Rule ${n}\n\n${text}\n\n`,
      ['Section B'],
    ],
    [
      'Article IV',
      (n, text) => `## Article ${['IV', 'V', 'VI'][n - 1] ?? ''} - Rule ${n}\n\n${text}\n\n`,
      ['Article V'],
    ],
    ['no number', (n, text) => `## Rule number ${n}\n\n${text}\n\n`, ['Rule number 2']],
    ['underlined', (n, text) => `Rule number ${n}\n======\n\n${text}\n\n`, ['Rule number 2']],
    ['bold lines', (n, text) => `**Rule number ${n}**\n\n${text}\n\n`, ['Rule number 2']],
    ['a plain list', (n, text) => `${n}. ${text}\n`, ['2']],
  ]

  test.each(forms)('%s', (_name, clause, [name = '']) => {
    const document = (second: string) =>
      texts.map((text, at) => clause(at + 1, at === 1 ? second : text)).join('')
    const before = document(texts[1] ?? '')
    expect(new Set(verdictsOf(compareTexts(before, before)))).toEqual(new Set(['unchanged']))
    const changed = compareTexts(before, document('Dogs and cats wait outside the old building.'))
    expect(changesIn(changed)).toEqual([`rewritten ${name}`])
    const removed = compareTexts(
      before,
      texts.map((text, at) => (at === 1 ? '' : clause(at + 1, text))).join(''),
    )
    expect(changesIn(removed)).toEqual([`removed ${name}`])
  })

  test('letters and numerals below a clause belong to it', () => {
    const document = (last: string) =>
      `**2.1 Limits.** You may not\n\n(a) sell it;\n\n(b) lend it:\n\n(i) ever\n\n(ii) ${last}\n\n**2.2 More.** Text stands here.`
    expect(changesIn(compareTexts(document('twice'), document('thrice')))).toEqual([
      'rewritten 2.1',
    ])
  })

  test('a row of a table', () => {
    const document = (days: number) =>
      `## Cookies\n\n| name | kept |\n|---|---|\n| session | 1 day |\n| seen | ${days} days |\n`
    const comparison = compareTexts(document(30), document(60))
    expect(rowOf(comparison, 'Cookies').changes).toContainEqual({ op: 'insert', text: '60 ' })
  })
})

describe('another contract', () => {
  const dutch = `# Voorwaarden

## Gebruik

Iedereen van zestien jaar of ouder mag de dienst gebruiken voor een vergadering met anderen.

## Inhoud

Wat u zegt, laat zien en schrijft blijft van u, wat er ook met deze overeenkomst gebeurt.

## Einde

U kunt aan het einde van elke maand vertrekken met een opzegtermijn van vier weken, en de dienst is er dan niet meer voor u.
`

  test('in another language is replaced, and said to be', () => {
    const comparison = compareTexts(meetings, dutch)
    expect(comparison).toMatchObject({ replaced: true, otherLanguage: true })
    expect(new Set(verdictsOf(comparison))).toEqual(new Set(['added', 'removed']))
  })

  test('in another script', () => {
    const arabic =
      '## الاستخدام\n\nيجوز لكل شخص استخدام الخدمة في الاجتماعات مع الآخرين في أي وقت.\n\n## النهاية\n\nيمكنك المغادرة في نهاية كل شهر مع إشعار مدته أربعة أسابيع.\n'
    expect(compareTexts(meetings, arabic)).toMatchObject({ replaced: true, otherLanguage: true })
    expect(changesIn(compareTexts(arabic, arabic.replace('أربعة', 'ستة')))).toEqual([
      'rewritten النهاية',
    ])
  })

  test('in the same language is replaced, and not said to be in another', () => {
    const other = `# Rules of the house

## Parking

Cars stand behind the building, and the gate is locked when the last of you has left in the evening.

## Kitchen

Whoever uses the kitchen cleans it for the others. What is left in the fridge at the end of any week is thrown away.

## Keys

A key that is lost is paid for by the person who had it, and the locks are changed with a notice in the hall.
`
    const comparison = compareTexts(meetings, other)
    expect(comparison).toMatchObject({ replaced: true, otherLanguage: false })
    expect(comparison.clauses.every(({ changes }) => changes.length === 1)).toBe(true)
  })

  test('a contract rewritten under its old titles is not another', () => {
    const rewritten = meetings.replace(
      /\.\*\* .*/g,
      (_, at: number) => `.** Rule ${at} says something else entirely now.`,
    )
    expect(compareTexts(meetings, rewritten).replaced).toBe(false)
  })
})

describe('hostile sizes', () => {
  const timed = (from: string, to: string) => {
    const [old, now] = [parsedTerms(from), parsedTerms(to)]
    const started = performance.now()
    const comparison = compareTerms(old, now)
    return { comparison, ms: performance.now() - started }
  }

  test('thousands of clauses with one title', () => {
    const clauses = (change: number) =>
      Array.from(
        { length: 4_000 },
        (_, n) => `## Same title\n\nText number ${n === change ? 'changed' : n} stands here.\n\n`,
      ).join('')
    const { comparison, ms } = timed(clauses(-1), clauses(2_000))
    expect(changesIn(comparison)).toEqual(['rewritten Same title'])
    expect(ms).toBeLessThan(3_000)
  })

  test('thousands of clauses with one title, every one changed', () => {
    const clauses = (word: string) =>
      Array.from(
        { length: 4_000 },
        (_, n) => `## Same title\n\nText number ${n} stands ${word} for all to read.\n\n`,
      ).join('')
    const { comparison, ms } = timed(clauses('here'), clauses('there'))
    expect(comparison.summary).toMatchObject({ added: 0, removed: 0, rewritten: 4_000 })
    expect(ms).toBeLessThan(6_000)
  })

  test('two megabytes in one clause, with an edit in each sentence', () => {
    const text = (word: string) =>
      `# A\n\n${Array.from({ length: 30_000 }, (_, n) => `Sentence ${n} is about ${word} and other things that we keep.`).join(' ')}`
    const { comparison, ms } = timed(text('apples'), text('pears'))
    expect(comparison.clauses).toHaveLength(1)
    expect(ms).toBeLessThan(6_000)
  })

  test('deep nesting', () => {
    const deep = Array.from(
      { length: 40 },
      (_, n) =>
        `${'#'.repeat(Math.min(6, n + 1))} ${Array.from({ length: n + 1 }, () => '1').join('.')} Level ${n}\n\nText ${n}.\n\n`,
    ).join('')
    expect(changesIn(compareTexts(deep, deep.replace('Text 20.', 'Text twenty.')))).toHaveLength(1)
  })
})

test('a comparison is plain data', () => {
  const comparison = compareTexts(meetings, meetings.replace('sixteen', 'eighteen'))
  expect(structuredClone(comparison)).toEqual(comparison)
  expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison)
})
