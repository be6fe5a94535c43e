import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { ClauseHead } from './clause-layout.ts'
import { linkDefinitions } from './clause-markdown.ts'
import { ClauseText } from './clause-text.tsx'
import { contentsEntries, entryOfEach } from './contents-entries.ts'
import { TermsDocument } from './terms-document.tsx'

const plain: ClauseHead = { id: 'c', number: null, title: null, level: 2 }

function render(text: string, head: Partial<ClauseHead> = {}, more = {}): string {
  return renderToStaticMarkup(<ClauseText clause={{ ...plain, ...head, text }} {...more} />)
}

function wordsOf(html: string): string {
  return html
    .replace(/<a class="legal-anchor".*?<\/a>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&')
}

describe('hostile text', () => {
  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script in a sentence', 'You <script>alert(1)</script> agree'],
    ['a picture with a handler', '<img src=x onerror=alert(1)>'],
    ['a frame', '<iframe src="https://a.example"></iframe>'],
    ['a comment', '<!-- we may sell it -->'],
    ['a style', '<style>body{display:none}</style>'],
    ['a closing element', '</article></main>'],
  ])('%s is shown as text', (_name, text) => {
    const html = render(text)
    expect(html).not.toMatch(/<(script|img|iframe|style|\/article)|<!--/)
    expect(wordsOf(html)).toBe(text)
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    ' JaVaScRiPt:alert(1)',
    '#there',
    '/terms',
    '//a.example',
  ])('a link to %s keeps its words and leads nowhere', (target) => {
    const html = render(`See [the policy](<${target}>).`)
    expect(wordsOf(html)).toBe('See the policy.')
    expect(html).not.toContain(target.trim())
  })

  test('links to the web and to mail are marked as not ours', () => {
    const html = render('[a](https://a.example) [b](mailto:b@a.example) www.c.example')
    expect(html.match(/rel="nofollow noopener"/g)).toHaveLength(3)
  })

  test('no text at all makes an element that acts', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<',
            '>',
            'a',
            'script',
            ' on',
            'x=',
            '"',
            '[',
            '](',
            ')',
            'javascript:',
            '\n',
            '*',
            '`',
            '&lt;',
          ),
        ),
        (parts) => {
          const html = render(parts.join(''), { title: 'A', number: '1' })
          expect(html).not.toMatch(/<(script|a[^>]* href="javascript)|<[^>]* on\w+=/i)
        },
      ),
    )
  })
})

describe('nothing is lost', () => {
  test.each([
    ['a link definition', '[ref]: https://a.example "Words"', '[ref]: https://a.example "Words"'],
    ['a footnote that nothing refers to', '[^1]: We may change this.', '[^1]: We may change this.'],
    ['a picture', '![Our seal](https://a.example/s.png)', 'Image: Our seal'],
    ['a box to tick', '* [x] You agree', '[x] You agree'],
    ['code', '`you` may', 'you may'],
    ['an escaped sign', '1\\. \\*Fees\\*', '1. *Fees*'],
  ])('%s', (_name, text, words) => {
    expect(wordsOf(render(text)).trim()).toBe(words)
  })

  test('a table is shown as one, and scrolls by keyboard', () => {
    const html = render('| a | b |\n|---|---|\n| c | d |')
    expect(html).toContain('role="region" aria-label="Table" tabindex="0"><table>')
    expect(html).toContain('<td>d</td>')
  })

  test('a clause out of a nested list is read as a list, not as code', () => {
    const html = render('    * i. **Limits.** You may\n\n        not\n')
    expect(html).not.toContain('<pre>')
    expect(wordsOf(html)).toContain('i. Limits. You may')
  })

  test('a link finds its definition in another clause', () => {
    const definitions = linkDefinitions([
      'Text',
      'More\n\n[policy]: https://a.example/p\n[^1]: No\n',
    ])
    expect(definitions).toBe('[policy]: https://a.example/p')
    expect(render('See [the policy][policy].', {}, { definitions })).toContain(
      'href="https://a.example/p"',
    )
  })
})

describe('number and title', () => {
  test('the printed number becomes the link, once, and the title a heading that runs in', () => {
    const html = render('**10.2 What we may.** We may read it.', {
      number: '10.2',
      title: 'What we may',
      id: '10-2',
    })
    expect(html).toBe(
      '<h3 class="legal-run-in"><a class="legal-number" href="#10-2">10.2</a> What we may.</h3><p class="legal-run-on"> We may read it.</p>',
    )
  })

  test.each([
    ['**10.2** **Title**. Text', '10.2', 'Title', '10.2 Title. Text'],
    ['**27.2****Title**. Text', '27.2', 'Title', '27.2 Title. Text'],
    ['## 3. Title', '3', 'Title', '3. Title'],
    ['13\\. **Title.** Text', '13', 'Title', '13. Title. Text'],
    ['* q. **Title.** Text\n    * i. one', '13.q', 'Title', 'q. Title. Text'],
    ['(a) Text', '3.a', null, '(a) Text'],
    ['## Article 4 - Title', '4', 'Title', 'Article 4 - Title'],
    ['**Exhibit A**', 'Exhibit A', null, 'Exhibit A'],
    ['2.1 You pay.', '2.1', null, '2.1 You pay.'],
    ['10.25 is a sum.', '10.2', null, '10.2 10.25 is a sum.'],
  ])('%s', (text, number, title, words) => {
    const html = render(text, { number, title })
    expect(wordsOf(html).replace(/\s+/g, ' ').trim()).toMatch(
      new RegExp(`^${words.replace(/[.()]/g, '\\$&')}`),
    )
    expect(html.match(/legal-number/g)).toHaveLength(1)
  })

  test('a list counter that is not the number is shown for what it is', () => {
    const html = render('27. **CONTENT**\n\n', { number: '10', title: 'CONTENT', level: 1 })
    expect(html).toBe(
      '<h2><a class="legal-number" href="#c">10</a> CONTENT <small class="legal-counter">27. in the file</small></h2>',
    )
    expect(render('3. **FEES**', { number: '3', title: 'FEES' })).not.toContain('in the file')
  })

  test('headings go down with the level, and never up past the page’s h1', () => {
    const levels = [1, 2, 3, 4, 5, 9].map(
      (level) => /<h(\d)/.exec(render('# T', { title: 'T', level }))?.[1],
    )
    expect(levels).toEqual(['2', '3', '4', '5', '6', '6'])
    expect(render('# T', { title: 'T', level: 1 }, { headingBase: 4 })).toContain('<h4>')
    expect(render('# T', { title: 'T', level: 1 }, { headingBase: null })).not.toMatch(/<h\d/)
  })

  test('a clause without a number has a link that is named', () => {
    expect(render('## Your rights', { title: 'Your rights', id: 'your-rights' })).toContain(
      '<a class="legal-anchor" href="#your-rights" aria-label="Link to “Your rights”">#</a>',
    )
  })

  test('items that print their own letters have no bullets beside them', () => {
    expect(render('* i. one\n* ii. two')).toContain('<ul class="legal-labelled">')
    expect(render('* one\n* two')).not.toContain('legal-labelled')
  })
})

const clauses = [
  {
    id: 'preamble',
    number: null,
    title: 'Example terms',
    level: 1,
    text: '# Example terms\n\nHello.\n\n',
  },
  { id: '1-use', number: '1', title: 'Use', level: 1, text: '## 1. Use\n\n' },
  { id: '1-1', number: '1.1', title: null, level: 2, text: '1.1 You may.\n\n' },
  { id: '1-2-how', number: '1.2', title: 'How', level: 2, text: '**1.2 How.** So.\n\n' },
]

const document = {
  title: 'Example terms',
  versionLabel: 'Version 2',
  digest: 'ab'.repeat(32),
  effectiveAt: '2026-02-02T00:00:00Z',
  publishedAt: '2026-01-05T09:00:00Z',
  clauses,
}

test('a document has one section for each clause, under its anchor, in order', () => {
  const html = renderToStaticMarkup(
    <TermsDocument {...document} notes={{ '1-1': <p>A question rests on this.</p> }} />,
  )
  expect([...html.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id)).toEqual(
    clauses.map(({ id }) => id),
  )
  expect(html).toMatch(
    /<section id="1-1"[^>]*>.*?<div class="legal-note"><p>A question rests on this/,
  )
  expect(html).not.toContain('<h1')
  for (const { id } of clauses) if (id !== '1-1') expect(html).toContain(`<a href="#${id}"`)
})

test('a document says what it is: version, dates and whole digest', () => {
  const html = renderToStaticMarkup(<TermsDocument {...document} />)
  expect(html).toContain('Version 2')
  expect(html).toContain('dateTime="2026-02-02T00:00:00.000Z"')
  expect(html).toContain('ab'.repeat(32))
  expect(
    renderToStaticMarkup(<TermsDocument {...document} effectiveAt={null} publishedAt={null} />),
  ).toContain('Not yet')
})

test('contents list titles of two levels, and a clause that is not listed is in the entry above it', () => {
  expect(contentsEntries(clauses).map(({ words }) => words)).toEqual([
    'Example terms',
    'Use',
    'How',
  ])
  expect(contentsEntries([{ ...plain, number: '7', level: 1 }])[0]).toMatchObject({
    words: 'Clause 7',
    number: null,
  })
  expect([...entryOfEach(clauses).values()]).toEqual(['preamble', '1-use', '1-use', '1-2-how'])
})
