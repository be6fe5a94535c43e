import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Paper, PaperBlock } from '#lib/domain/receipt/paper.ts'
import { nodesOf, readPdf } from '../../../test-support/read-pdf.ts'
import { paperPdf } from './paper-pdf.ts'

const checkUrl = 'https://portal.test/verify#receipt=0192f0c1-7d3e-7c11-9d0a-2f6d5f0c1a77'
const edges = { issuer: 'Castellan Calls', checkUrl }

const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

const clause =
  '## 7.4 Meeting summary\n\nThe **summary** uses _your_ words.\n\n1. One.\n2. Two.\n   - Three.\n'

function paper(blocks: readonly PaperBlock[]): Paper {
  return {
    id: '0192f0c1-7d3e-7c11-9d0a-2f6d5f0c1a77',
    digest,
    at: new Date('2026-03-02T09:15:04Z'),
    language: 'en',
    kind: 'Consent receipt',
    title: 'Your answer about AI features',
    date: '2 March 2026, 09:15:04 UTC',
    parts: [{ heading: 'What was decided', blocks }],
  }
}

const whole: readonly PaperBlock[] = [
  { kind: 'statement', about: 'Meeting summary', state: 'you said yes.', more: ['On audio.'] },
  { kind: 'heading', text: 'More of it' },
  { kind: 'paragraph', text: 'A paragraph that says something.' },
  { kind: 'list', items: ['The first thing.', 'The second thing.'] },
  { kind: 'facts', facts: [{ term: 'SHA-256', details: [digest], exact: true }] },
  { kind: 'check' },
  { kind: 'quote', markdown: clause, language: 'nl' },
]

describe('a screen reader is told', () => {
  test('the title, the language, and that the document is tagged; all fonts are embedded', async () => {
    const pdf = await readPdf(await paperPdf(paper(whole), edges))
    expect(pdf).toMatchObject({
      title: 'Your answer about AI features, 2 March 2026, 09:15:04 UTC',
      language: 'en',
      isMarked: true,
      foreignFonts: [],
    })
  })

  test('headings in their order, lists with their points, and what the picture is', async () => {
    const pdf = await readPdf(await paperPdf(paper(whole), edges))
    const text = (role: string) => nodesOf(pdf, role).map((node) => node.text.trim())
    expect(text('H1')).toEqual(['Your answer about AI features'])
    expect(text('H2')).toEqual(['What was decided'])
    expect(text('H3')).toEqual(['More of it'])
    expect(text('Lbl')).toEqual(['–', '–', 'SHA-256'])
    expect(text('LBody')).toEqual(['The first thing.', 'The second thing.', digest])
    expect(nodesOf(pdf, 'Figure').map(({ alt }) => alt)).toEqual([
      `A picture to scan. It holds the address ${checkUrl}`,
    ])
    const [quote] = nodesOf(pdf, 'BlockQuote')
    expect(quote?.language).toBe('nl')
    expect(quote?.children.map((child) => child.text.trim())).toEqual([
      '7.4 Meeting summary',
      'The summary uses your words.',
      '1. One.',
      '2. Two.',
      '• Three.',
    ])
  })

  test('nothing of page numbers and rules, which stand on every page for who sees it', async () => {
    const long = { kind: 'paragraph', text: 'And so on it goes. '.repeat(400) } as const
    const pdf = await readPdf(await paperPdf(paper([long]), edges))
    expect(pdf.pages.length).toBeGreaterThan(1)
    pdf.pages.forEach(({ text, tree }, i) => {
      expect(text).toContain(`Page ${String(i + 1)} of ${String(pdf.pages.length)}`)
      expect(text).toContain(digest)
      expect(JSON.stringify(tree)).not.toContain(digest)
    })
    const said = nodesOf(pdf, 'P')
      .map((node) => node.text)
      .join(' ')
    expect(said.match(/And so on it goes\./g)).toHaveLength(400)
  })
})

test('the same receipt makes the same bytes, and another date others', async () => {
  const [one, same, other] = await Promise.all([
    paperPdf(paper(whole), edges),
    paperPdf(paper(whole), edges),
    paperPdf({ ...paper(whole), at: new Date('2026-03-02T09:15:05Z') }, edges),
  ])
  expect(Buffer.from(one).equals(same)).toBe(true)
  expect(Buffer.from(one).equals(other)).toBe(false)
})

test('words in other scripts are there to read, copy and hear, also those that no typeface here has', async () => {
  const texts = [
    'Łódź, Ελλάδα, Київ, Việt Nam',
    'שלום (עולם) 42',
    'مرحبا بالعالم',
    '日本語の会議',
    '👩‍👩‍👧 ok',
  ]
  const blocks = texts.map((text) => ({ kind: 'paragraph', text }) as const)
  const pdf = await readPdf(await paperPdf(paper(blocks), edges))
  expect(pdf.foreignFonts).toEqual([])
  const drawn = pdf.pages.map(({ text }) => text.normalize('NFKC')).join('\n')
  for (const word of ['Łódź', 'Ελλάδα', 'Київ', 'Việt']) expect(drawn).toContain(word)
})

test('no text whatever breaks it', async () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 5 }), async (texts) => {
      const blocks = texts.flatMap((text): PaperBlock[] => [
        { kind: 'paragraph', text },
        { kind: 'quote', markdown: text, language: 'en' },
        { kind: 'facts', facts: [{ term: text, details: [text], exact: true }] },
      ])
      const pdf = await readPdf(await paperPdf(paper(blocks), edges))
      expect(pdf.pages.length).toBeGreaterThan(0)
    }),
    { numRuns: 6 },
  )
})
