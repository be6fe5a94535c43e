import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Clause, parseTerms } from './parse-terms.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const hex = (bytes: Uint8Array) => Buffer.from(sha256(bytes)).toString('hex')
const bytesOf = (text: string) => new TextEncoder().encode(text)

function parse(document: string): Clause[] {
  const parsed = parseTerms(bytesOf(document), sha256)
  if (!parsed.ok) throw new Error(parsed.code)
  return parsed.value.clauses
}

function outline(document: string): string[] {
  return parse(document).map(
    ({ level, number, title }) => `${level} ${number ?? '-'} ${title ?? '-'}`,
  )
}

function slice(document: string, id: string): string {
  const clause = parse(document).find((each) => each.id === id)
  if (!clause) throw new Error(`no clause ${id} in ${outline(document).join(' | ')}`)
  return Buffer.from(bytesOf(document).slice(clause.start, clause.end)).toString('utf8')
}

describe('a document that is no terms is refused with its reason', () => {
  const codeOf = (bytes: Uint8Array) => {
    const parsed = parseTerms(bytes, sha256)
    return parsed.ok ? null : parsed.code
  }

  test.each([
    ['bytes that are not UTF-8', Uint8Array.of(0x23, 0x20, 0xff, 0xfe), 'terms_not_utf8'],
    ['a surrogate in UTF-8', Uint8Array.of(0xed, 0xa0, 0x80), 'terms_not_utf8'],
    ['nothing', bytesOf(''), 'terms_empty'],
    [
      'only spaces, line ends and marks that nobody sees',
      bytesOf('\uFEFF \r\n\t\uFEFF'),
      'terms_empty',
    ],
    ['a NUL', bytesOf('# Terms\0'), 'terms_nul'],
    ['a byte too many', bytesOf('x'.repeat(2_000_001)), 'terms_too_large'],
    ['nothing but lines', bytesOf('x\n'.repeat(50_000)), 'terms_too_large'],
  ])('%s', (_name, bytes, code) => {
    expect(codeOf(bytes)).toBe(code)
  })

  test('two million bytes are not too many', () => {
    expect(codeOf(bytesOf('word '.repeat(400_000)))).toBeNull()
  })
})

const numbered = `Skip to content
Menu

# Example terms

Effective 1 May

## 1. Using it

**1.1 Who.** You may.

**1.2** **How**. You may so.

**We do not train models on what you say.**

## 2. Paying

2.1 You pay. Then we send an invoice.
`

test('clauses carry number, title, level and an anchor made of them', () => {
  expect(outline(numbered)).toEqual([
    '1 - Example terms',
    '1 1 Using it',
    '2 1.1 Who',
    '2 1.2 How',
    '1 2 Paying',
    '2 2.1 -',
  ])
  expect(parse(numbered).map(({ id }) => id)).toEqual([
    'preamble',
    '1-using-it',
    '1-1-who',
    '1-2-how',
    '2-paying',
    '2-1',
  ])
  expect(parse(numbered).map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3, 4, 5])
})

test('the preamble holds page navigation, title and introduction', () => {
  expect(slice(numbered, 'preamble')).toBe(
    'Skip to content\nMenu\n\n# Example terms\n\nEffective 1 May\n\n',
  )
})

test('an unnumbered bold paragraph belongs to the clause above it', () => {
  expect(slice(numbered, '1-2-how')).toContain('**We do not train models')
})

test('digests are those of the exact slice and of its words', () => {
  const [, clause] = parse(numbered)
  expect(clause?.digest).toBe(hex(bytesOf('## 1. Using it\n\n')))
  expect(clause?.textDigest).toBe(hex(bytesOf('Using it')))
})

test('byte order mark, CRLF and offsets in bytes are kept', () => {
  const document = '\uFEFF## 1. Größe\r\n\r\nÄ\r\n\r\n## 2. Ende\r\n'
  const clauses = parse(document)
  expect(clauses.map(({ start, end }) => [start, end])).toEqual([
    [0, 26],
    [26, 38],
  ])
  expect(slice(document, '2-ende')).toBe('## 2. Ende\r\n')
})

describe('numbers', () => {
  test('an archive’s list counter is not the number of the clause below it', () => {
    const document =
      '1. **USE**\n\n**1.1 Who.** A\n\n4. **PAY**\n\nText.\n\n6. **CONTENT**\n\n**3.1 What.** B\n\n**3.2 How.** C\n'
    expect(outline(document)).toEqual([
      '1 1 USE',
      '2 1.1 Who',
      '1 2 PAY',
      '1 3 CONTENT',
      '2 3.1 What',
      '2 3.2 How',
    ])
  })

  test('list counters that jump, with nothing to settle them, are no numbers', () => {
    expect(outline('3. **USE**\n\nText.\n\n7. **PAY**\n\nText.\n')).toEqual(['1 - USE', '1 - PAY'])
  })

  test('list counters that count up are numbers, and nest', () => {
    const document =
      '1. **Use.** A\n2. **Pay.** B\n    1. **When.** C\n    2. **How.** D\n3. **End.** E\n'
    expect(outline(document)).toEqual(['1 1 Use', '1 2 Pay', '2 2.1 When', '2 2.2 How', '1 3 End'])
  })

  test('a heading’s own number goes before its list counter', () => {
    const document =
      '1. Introduction\n   ---\n\n   Text.\n\n2. 1\\. Data\n   ---\n\n   ### 1.1 Yours\n\n   Text.\n'
    expect(outline(document)).toEqual(['1 - Introduction', '1 1 Data', '2 1.1 Yours'])
  })

  test('the same words under another counter have the same textDigest', () => {
    const [one] = parse('1. **PAYING**\n\nYou pay.')
    const [other] = parse('**10\\. PAYING**\n\nYou pay.')
    expect(other).toMatchObject({ number: '10', title: 'PAYING', textDigest: one?.textDigest })
  })

  test('letters of a list below a whole number are clauses, numerals below them are not', () => {
    const document =
      'Service terms\n\n13\\. **Service terms.** Some.\n\nStore\n\n* a. **Store.** A store.\n\nAI\n\n* b. **AI.** It is\n    * i. **Limits.** none\n    * ii. **Use.** all\n* c. Others\n'
    expect(outline(document)).toEqual([
      '1 13 Service terms',
      '2 13.a Store',
      '2 13.b AI',
      '2 13.c Others',
    ])
    expect(slice(document, '13-b-ai')).toMatch(/^AI\n\n\* b\. [\s\S]*ii\. \*\*Use/)
  })

  test('letters below a sub-clause stay inside it', () => {
    const document =
      '**2.1 Limits.** You may not\n\n(a) sell it;\n\n(b) lend it:\n\n(i) ever\n\n**2.2 More.** Text'
    expect(outline(document)).toEqual(['2 2.1 Limits', '2 2.2 More'])
  })

  test('deep numbers, sections, articles and exhibits', () => {
    const document =
      '## Section A. Scope\n\nText.\n\n### 1.1.1 Deep\n\nText.\n\n## Article 4 - Fees\n\nText.\n\n**Exhibit B**\n\nText.\n\n## IV. Rest\n\nText.\n'
    expect(outline(document)).toEqual([
      '1 Section A Scope',
      '3 1.1.1 Deep',
      '1 4 Fees',
      '1 Exhibit B -',
      '1 IV Rest',
    ])
  })

  test('numbers in sentences are none', () => {
    const document =
      '## 1. Scale\n\n1.5 million people use it.\n\n2024 was good.\n\n99\\. of all.\n\nSection 5 applies to you.\n'
    expect(outline(document)).toEqual(['1 1 Scale'])
  })
})

describe('headings', () => {
  test('without numbers, underlined or marked, of several depths', () => {
    const document =
      'Intro.\n\nWhat we collect\n===\n\nText.\n\nFrom you\n---\n\nText.\n\n### Your name\n\nText.\n\nWhy\n===\n\nText.\n'
    expect(outline(document)).toEqual([
      '1 - -',
      '1 - What we collect',
      '2 - From you',
      '3 - Your name',
      '1 - Why',
    ])
  })

  test('bold sentences in capitals are none', () => {
    const document =
      '## 1. Liability\n\n**READ THIS SECTION CAREFULLY.**\n\n**WE ARE NOT LIABLE FOR ANY:**\n\n* **LOSS**\n\n## 2. End\n\nText.\n'
    expect(outline(document)).toEqual(['1 1 Liability', '1 2 End'])
  })

  test('short lines that stand alone behind a list number are headings, without bold too', () => {
    const document =
      '1. Scope of use\n\nYou may.\n\n2. Fees\n\nYou pay:\n\n* now;\n* later.\n\n3. End\n\nText.\n'
    expect(outline(document)).toEqual(['1 1 Scope of use', '1 2 Fees', '1 3 End'])
  })

  test('lines of bold are headings where a document has no others', () => {
    expect(outline('**Privacy**\n\nWe collect.\n\n**Your rights**\n\nYou may.\n')).toEqual([
      '1 - Privacy',
      '1 - Your rights',
    ])
  })

  test('a plain numbered list is the clauses where a document has nothing else', () => {
    expect(outline('1. You are 18.\n2. You pay.\n')).toEqual(['1 1 -', '1 2 -'])
    expect(outline('# Terms\n\nYou may not:\n\n1. sell;\n2. lend.\n')).toEqual(['1 - Terms'])
  })

  test('headings in code, quotes, tables and raw HTML are text', () => {
    const document =
      '# A\n\n## One\n\n```\n## No\n```\n\n> ## No\n\n| 1.1 No | x |\n|---|---|\n| **1.2 No** | y |\n\n<div>\n## No\n</div>\n\n## Two\n'
    expect(outline(document)).toEqual(['1 - A', '1 - One', '1 - Two'])
  })

  test('a long comment does not swallow what follows it', () => {
    expect(outline(`<!-- ${'x'.repeat(500)} -->\n\n## 1. Use\n`)).toEqual(['1 - -', '1 1 Use'])
  })

  test('titles in any script make anchors, and equal ones are told apart', () => {
    const ids = parse('## الشروط\n\n## 利用規約\n\n## Profile\n\n## Profile\n\n## !?\n').map(
      ({ id }) => id,
    )
    expect(ids).toEqual(['الشروط', '利用規約', 'profile', 'profile-2'])
  })
})

test('thousands of clauses with one title keep their order and their own anchors', () => {
  const clauses = parse('## Same title\n\nText.\n\n'.repeat(3_000))
  expect(new Set(clauses.map(({ id }) => id)).size).toBe(3_000)
})

/** Lines that a hostile or careless document is made of. */
const line = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '# A',
      '1. **B**',
      '    * a. c',
      '> q',
      '---',
      '===',
      '```',
      '<!-- x',
      '| a |',
      '\t1\\. x',
      '[a]: b',
      '**1.1 C**',
      '* * *',
    ],
  ),
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
)

test('whatever the text, the slices joined are the document and the anchors differ', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '\n\n'))),
      fc.boolean(),
      (lines, mark) => {
        const document = (mark ? '\uFEFF' : '') + lines.flat().join('') + 'x'
        const bytes = bytesOf(document.toWellFormed())
        const clauses = parse(document.toWellFormed())
        const slices = clauses.map(({ start, end }) => bytes.slice(start, end))
        expect(Buffer.concat(slices).equals(bytes)).toBe(true)
        expect(clauses.map(({ digest }) => digest)).toEqual(slices.map(hex))
        expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length)
        expect(clauses.every(({ start, end }) => end > start)).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

const noise: ((text: string) => string)[] = [
  (text) => text.replaceAll(' ', '\u00A0'),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll(/\b(may|pay)\b/g, '_$1_'),
  (text) => text.replaceAll(/\b(you|You)\b/g, '[$1](https://a.example/?track=1)'),
  (text) => text.replaceAll('.** ', '**. ').replaceAll('**. ', '.**'),
  (text) => text.replaceAll(/(?<=\w) /g, '\u200B '),
  (text) => `\uFEFF${text}\n\n`,
]

test('formatting noise changes digests, but no textDigest', () => {
  const document =
    '## 1. Use\n\n**1.1 Who.** You may use it.\n\n* you\n* others\n\n**1.2 Cost.** You pay “us”.\n'
  const textDigests = parse(document).map(({ textDigest }) => textDigest)
  for (const each of noise)
    expect(parse(each(document)).map(({ textDigest }) => textDigest)).toEqual(textDigests)
})
