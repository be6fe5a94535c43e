import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { normaliseText } from '#lib/domain/terms/normalise-text.ts'
import { parseTerms } from '#lib/domain/terms/parse-terms.ts'
import { ClauseText } from './clause-text.tsx'

// The newest of each where there are several: they differ in little, and rendering them takes its time.
const folders = [
  { cwd: 'prisma/terms', pattern: '*.md' },
  { cwd: '../shared/terms', pattern: '*/2*.md' },
].filter(({ cwd }) => existsSync(cwd))
const found = folders.flatMap(({ cwd, pattern }) =>
  globSync(pattern, { cwd }).map((file) => join(cwd, file)),
)
const newest = new Map(found.sort().map((file) => [dirname(file), file]))
const files = [...newest.values(), ...found.filter((file) => /2023-(02-01|08-11)/.test(file))]
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

function lettersOf(text: string): string {
  return text.normalize('NFC').replace(/[^\p{L}]/gu, '')
}

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/&(?:amp|lt|gt|quot|#x27);/g, ' ')
}

describe('every word of a real clause is on the page', () => {
  test.each(files)('%s', (file) => {
    const bytes = new Uint8Array(readFileSync(file))
    const parsed = parseTerms(bytes, sha256)
    if (!parsed.ok) throw new Error(parsed.code)
    for (const { start, end, ...clause } of parsed.value.clauses) {
      const text = Buffer.from(bytes.slice(start, end)).toString('utf8')
      const html = renderToStaticMarkup(<ClauseText clause={{ ...clause, text }} />).replace(
        /<small class="legal-counter">.*?<\/small>|<a class="legal-anchor".*?<\/a>/g,
        '',
      )
      const withoutNumber = html.replace(/<a class="legal-number".*?<\/a>/, '')
      // The number is the printed one, moved, or one that is printed nowhere, added.
      const shown = [textOf(html), textOf(withoutNumber)].map(lettersOf)
      expect(shown).toContain(lettersOf(normaliseText(text).replace(/[&<>"']/g, ' ')))
    }
  })
})
