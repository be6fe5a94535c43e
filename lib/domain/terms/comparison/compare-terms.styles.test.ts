import { describe, expect, test } from 'vitest'
import { changesIn, compareTexts, parsedTerms } from '../../../../test-support/parsed-terms.ts'
import { reasonSentence } from './reason-sentence.ts'

// How others set their contracts: each document once, and what became of it by one known edit.

type Edit = readonly [what: string, from: string, to: string, changes: readonly string[]]

function outline(text: string): string[] {
  return parsedTerms(text).clauses.map(
    ({ number, title, level }) => `${level} ${number ?? '-'} ${title ?? '-'}`,
  )
}

function edited(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the text does not say: ${from}`)
  return text.replace(from, to)
}

function reasonsIn(from: string, to: string): string[] {
  return compareTexts(from, to).clauses.flatMap(({ reasons }) => reasons.map(reasonSentence))
}

describe('numbers in three steps, and letters below them', () => {
  const text = `# Subscription agreement

1. DEFINITIONS

1.1 "Customer Data" means all content that Customer uploads to the Service.

2. CUSTOMER DATA

2.1 Use of Customer Data.

2.1.1 Northwind shall not use Customer Data to train machine learning models.

2.1.2 Northwind may use Customer Data only:

(a) to provide the Service;

(b) to prevent technical problems, including:

(i) errors reported by Customer; and

(ii) security incidents; and

(c) as required by law.

2.2 Late payment. Overdue amounts bear interest at 1% a month.

2.3 Retention. Northwind deletes Customer Data within 30 days after termination.

2.4 Changes. Northwind may change this Agreement on 60 days' notice.
`

  test('each number of digits is a clause, with its title where it has one', () => {
    expect(outline(text)).toEqual([
      ...['1 - Subscription agreement', '1 1 DEFINITIONS', '2 1.1 -', '1 2 CUSTOMER DATA'],
      ...['2 2.1 Use of Customer Data', '3 2.1.1 -', '3 2.1.2 -', '2 2.2 Late payment'],
      ...['2 2.3 Retention', '2 2.4 Changes'],
    ])
  })

  test.each<Edit>([
    ['shall not becomes may', 'shall not use', 'may use', ['widened 2.1.1']],
    ['affiliates', 'Northwind may use', 'Northwind and its Affiliates may use', ['widened 2.1.2']],
    ['an item', 'incidents; and', 'incidents; (d) to develop its products; and', ['widened 2.1.2']],
    ['a definition', 'uploads to the', 'uploads, and telemetry of, the', ['widened 1.1']],
    ['how long', 'within 30 days', 'within 12 months', ['widened 2.3']],
    ['how long before', "60 days' notice", "10 days' notice", ['widened 2.4']],
    ['a limit', 'may use Customer Data only', 'may use Customer Data', ['widened 2.1.2']],
  ])('%s', (_, from, to, changes) => {
    expect(changesIn(compareTexts(text, edited(text, from, to)))).toEqual(changes)
  })

  test('months and years are told as such', () => {
    expect(reasonsIn(text, edited(text, 'within 30 days', 'within 24 months'))).toEqual([
      'The time that data is kept was 30 days and is 2 years.',
    ])
    expect(reasonsIn(text, edited(text, 'within 30 days', 'within six months'))).toEqual([
      'The time that data is kept was 30 days and is 6 months.',
    ])
  })
})

describe('articles, with sections that begin in the line', () => {
  const text = `TERMS OF USE

ARTICLE I — CONTENT

Section 2.01. License. You grant Lumen a license to display Your Content solely to provide the Platform.

Section 2.02. Restrictions. Lumen will not disclose Your Content to third parties without your consent.

ARTICLE II — DISPUTES

Section 3.01. Arbitration. All disputes are settled in Geneva.

Section 2.02 survives the end of these terms.
`

  test('a section begins a clause, and a reference to one does not', () => {
    expect(outline(text)).toEqual([
      ...['1 - -', '1 Article I CONTENT', '2 2.01 License', '2 2.02 Restrictions'],
      ...['1 Article II DISPUTES', '2 3.01 Arbitration'],
    ])
  })

  test.each<Edit>([
    ['a limit goes', ' solely to provide the Platform', '', ['widened 2.01']],
    ['an exception goes', ' without your consent', '', ['narrowed 2.02']],
    [
      'an article in between renumbers the next',
      'ARTICLE II — DISPUTES\n\nSection 3.01',
      'ARTICLE II — TRAINING\n\nLumen may train its models.\n\nARTICLE III — DISPUTES\n\nSection 4.01',
      ['added Article II', 'moved Article II > Article III', 'moved 3.01 > 4.01'],
    ],
  ])('%s', (_, from, to, changes) => {
    expect(changesIn(compareTexts(text, edited(text, from, to)))).toEqual(changes)
  })
})

describe('lettered sections under underlined headings', () => {
  const text = `User Terms
==========

Section A: Your content
-----------------------

You keep your rights. The licence that you give us ends when you delete the content.

We do not sell your content.

Section B: Sharing
------------------

We do not share personal information with advertisers unless you give us your permission.

Section C: Use
--------------

We use what we collect to

* run the app, and
* answer your questions.
`

  test('each is a clause', () => {
    expect(outline(text)).toEqual([
      ...['1 - User Terms', '1 Section A Your content', '1 Section B Sharing', '1 Section C Use'],
    ])
  })

  test.each<Edit>([
    ['a sentence that protects', '\nWe do not sell your content.\n', '', ['widened Section A']],
    ['a right', 'ends when you delete the content', 'is perpetual', ['widened Section A']],
    ['an exception goes', ' unless you give us your permission', '', ['narrowed Section B']],
    ['not goes', 'We do not share', 'We share', ['widened Section B']],
    ['an item', 'questions.', 'questions, and\n* show you advertising.', ['widened Section C']],
    ['bullets', '* run the app, and\n* ans', '- run the app, and\n- ans', []],
  ])('%s', (_, from, to, changes) => {
    expect(changesIn(compareTexts(text, edited(text, from, to)))).toEqual(changes)
  })
})

describe('headings that are no headings', () => {
  const body = (set: (title: string) => string) =>
    [
      ...['Terms for schools', '', set('Pupil data'), ''],
      ...[
        "Pupil data is used only for the school's purposes. We never use it for advertising.",
        '',
      ],
      ...[set('Recordings of lessons'), '', 'Lessons are recorded. Parents can object.', ''],
      ...[set('Ending'), '', 'The school may end this agreement at any time.', ''],
    ].join('\n')

  test.each([
    ['underlined', (title: string) => `<u>${title}</u>`],
    ['in italics', (title: string) => `_${title}_`],
    ['bold', (title: string) => `**${title}**`],
    ['in capitals', (title: string) => title.toUpperCase()],
    ['plain lines', (title: string) => title],
  ])('%s', (_, set) => {
    const text = body(set)
    const titles = parsedTerms(text).clauses.map(({ title }) => title?.toLowerCase())
    expect(titles.slice(1)).toEqual(['pupil data', 'recordings of lessons', 'ending'])
    const changed = edited(text, 'never use it for advertising', 'may use it to develop products')
    expect(compareTexts(text, changed).summary).toMatchObject({ widened: 1, unchanged: 3 })
    const gone = edited(text, ' Parents can object.', '')
    expect(compareTexts(text, gone).summary).toMatchObject({ widened: 1, unchanged: 3 })
  })

  test('plain lines give way to any mark of a heading, and one alone is none', () => {
    expect(outline('Hello\n\nWe may use it. You may not.\n\nMore of that.\n')).toEqual(['1 - -'])
  })
})

describe('tables', () => {
  const text = `# Privacy notice

## Data and purposes

| Data | Why we use it | How long we keep it | Who receives it |
| --- | --- | --- | --- |
| Name | To open your account | While it is open | Nobody |
| Device information | To keep the app secure | 30 days | Our hosting provider |
| Voice messages | To pass them on | 7 days | Your clinic |

## Sharing

| Reason | Do we share? |
|---|---|
| For our marketing | No |
| With affiliates | Yes |
`
  const [data, sharing] = ['widened Data and purposes', 'widened Sharing']

  test.each<Edit>([
    ['a period grows', '30 days', '24 months', [data]],
    ['a purpose', 'pass them on', 'pass them on and to train models', [data]],
    ['a recipient', 'Our hosting provider', 'Our hosting provider and advertisers', [data]],
    [
      'a row',
      '| Voice',
      '| Precise location | To suggest clinics | 30 days | Our partners |\n| Voice',
      [data],
    ],
    ['an answer', 'marketing | No', 'marketing | Yes', [sharing]],
    ['an answer back', 'affiliates | Yes', 'affiliates | No', ['narrowed Sharing']],
  ])('%s', (_, from, to, changes) => {
    expect(changesIn(compareTexts(text, edited(text, from, to)))).toEqual(changes)
  })

  test('the same rows in another order rest on nothing else', () => {
    const [, , , , , , , device = '', voice = ''] = text.split('\n')
    const turned = edited(text, `${device}\n${voice}`, `${voice}\n${device}`)
    expect(reasonsIn(text, turned)).toEqual([])
  })

  test('pipes at the edges and the rule below are dress', () => {
    const bare = text.replaceAll('| --- | --- | --- | --- |', ':--|:--:|--:|---')
    expect(changesIn(compareTexts(text, bare))).toEqual([])
  })
})

describe('lists', () => {
  test('an item that says no says it of itself, and an introduction of all', () => {
    const list = (first: string) =>
      `# Terms\n\n${first}\n\n- chat with nobody\n- transcripts\n- to train models\n`
    const does = list('We use your content:')
    const doesNot = list('We never use your content:')
    expect(compareTexts(doesNot, does).clauses.map(({ verdict }) => verdict)).toEqual(['widened'])
    const reasons = reasonsIn('# Terms\n\nWe do nothing with it.\n', does)
    expect(reasons.join()).toContain('training artificial intelligence')
    expect(reasons.join()).not.toContain('Leaves out data: transcripts')
  })

  test('so it is where the items are counted off in a line', () => {
    const from = 'We will: (a) store your content; (b) not sell your content.'
    const to =
      'We will: (a) store your content; (b) not sell your content; and (c) train our models.'
    expect(reasonsIn(from, to)).toEqual(['Allows a new purpose: training artificial intelligence.'])
  })
})

describe('other scripts and languages', () => {
  test('digits and numbering words of other scripts are numbers', () => {
    expect(outline('# شروط\n\n## ١. المحتوى\n\nلك.\n\n## ٢. المشاركة\n\nلا.\n')).toEqual([
      ...['1 - شروط', '1 1 المحتوى', '1 2 المشاركة'],
    ])
    expect(outline('# 条款\n\n## 第一条 内容\n\n归您。\n\n## 第二条 共享\n\n不。\n')).toEqual([
      ...['1 - 条款', '1 第一条 内容', '1 第二条 共享'],
    ])
    expect(outline('**Artículo 1.** Objeto.\n\n**Artículo 2.** Datos.\n')).toEqual([
      ...['1 1 Objeto', '1 2 Datos'],
    ])
  })

  const german = `# Nutzungsbedingungen

## § 1 Inhalte

Wir verwenden Inhalte nicht zum Training von Modellen, und wir geben sie nicht an Dritte weiter.

## § 2 Dauer

Wir löschen die Aufzeichnungen, die Sie mit uns und den Gästen machen, nach 30 Tagen.
`

  test('of a language that is not read nothing is proposed, and it says so', () => {
    const comparison = compareTexts(german, german.replace('nicht zum Training', 'zum Training'))
    expect(comparison).toMatchObject({ judged: false, otherLanguage: false })
    expect(changesIn(comparison)).toEqual(['rewritten 1'])
    expect(comparison.clauses.flatMap(({ reasons }) => reasons)).toEqual([])
    const longer = compareTexts(
      german,
      `${german}\n## § 3 Training\n\nWir dürfen die Modelle für Training nutzen.\n`,
    )
    expect(longer.clauses.at(-1)).toMatchObject({ verdict: 'added', effect: null, reasons: [] })
  })

  test('two texts in different languages are no judgement of either', () => {
    const english = `# Terms\n\n## 1 Content\n\nWe do not use the content that you share with us to train models, and we do not give it to others.\n\n## 2 Time\n\nWe delete the recordings that you make with us after 30 days.\n`
    for (const [from, to] of [
      [german, english],
      [english, german],
    ] as const)
      expect(compareTexts(from, to)).toMatchObject({ judged: false, otherLanguage: true })
    expect(compareTexts(english, english)).toMatchObject({ judged: true, otherLanguage: false })
  })

  test('a text too short to tell its language is read as English', () => {
    expect(compareTexts('Audio: 30 days', 'Audio: 60 days').judged).toBe(true)
  })
})
