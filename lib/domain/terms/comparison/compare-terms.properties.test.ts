import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesIn, compareTexts, parsedTerms } from '../../../../test-support/parsed-terms.ts'
import type { Comparison, WordChange } from './comparison.ts'

const word = fc.constantFrom(
  ...['we', 'you', 'may', 'not', 'only', 'share', 'train', 'models', 'audio', 'chat', 'the', 'and'],
  ...[
    'delete',
    'keep',
    '30',
    'days',
    'Section',
    '1.2',
    'consent',
    'with',
    'third',
    'parties',
    'clé',
  ],
)
const sentence = fc
  .array(word, { minLength: 3, maxLength: 12 })
  .map((words) => `${words.join(' ')}.`)
const clause = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '))
const contract = fc.array(clause, { minLength: 1, maxLength: 12 })

/** Titles are what tells clauses apart where their text is the same. */
function printed(texts: readonly string[], dress = (text: string) => text): string {
  return texts.map((text, n) => `**${n + 1}.1 Title ${n}.** ${dress(text)}\n\n`).join('')
}

test('a text compared with itself is unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), contract, (noise, texts) => {
      const document = `x${noise}\n\n${printed(texts)}`.replaceAll('\0', '').toWellFormed()
      const { clauses, replaced } = compareTexts(document, document)
      expect(replaced).toBe(false)
      expect(new Set(clauses.map(({ verdict }) => verdict))).toEqual(new Set(['unchanged']))
    }),
  )
})

/** The words of one version, from the rows' runs, by the ordinal of the first clause of each row. */
function joined({ clauses }: Comparison, side: 'from' | 'to'): string[] {
  const other: WordChange['op'] = side === 'from' ? 'insert' : 'delete'
  return clauses
    .flatMap((row) => {
      const all = (side === 'from' ? row.merged : row.split) ?? [row[side]]
      const ordinal = all[0]?.ordinal
      const text = row.changes.flatMap(({ op, text }) => (op === other ? [] : [text])).join('')
      return ordinal === undefined
        ? []
        : [{ ordinals: all.map((each) => each?.ordinal ?? 0), text }]
    })
    .sort((x, y) => (x.ordinals[0] ?? 0) - (y.ordinals[0] ?? 0))
    .map(({ ordinals, text }) => `${ordinals.join()} ${text}`)
}

/** The same from the document itself. */
function worded({ clauses }: Comparison, side: 'from' | 'to', document: string): string[] {
  const { wordings } = parsedTerms(document)
  return clauses
    .flatMap((row) => {
      const all = (side === 'from' ? row.merged : row.split) ?? [row[side]]
      const ordinals = all.flatMap((each) => each?.ordinal ?? [])
      return ordinals.length === 0 ? [] : [ordinals]
    })
    .sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0))
    .map((ordinals) => `${ordinals.join()} ${ordinals.map((at) => wordings[at]?.words).join(' ')}`)
}

test('every clause is in one row, and the runs of words give both texts back', () => {
  fc.assert(
    fc.property(contract, contract, fc.nat(3), (one, other, kept) => {
      const from = printed(one)
      const to = printed([...one.slice(0, kept), ...other])
      const comparison = compareTexts(from, to)
      for (const [side, document] of [
        ['from', from],
        ['to', to],
      ] as const) {
        expect(joined(comparison, side)).toEqual(worded(comparison, side, document))
        const ordinals = worded(comparison, side, document).flatMap((line) =>
          (line.split(' ')[0] ?? '').split(',').map(Number),
        )
        expect(ordinals.sort((x, y) => x - y)).toEqual(
          parsedTerms(document).clauses.map(({ ordinal }) => ordinal),
        )
      }
    }),
    { numRuns: 300 },
  )
})

test('the same for any two texts, whatever they are made of', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [from, to] = [one, other].map((each) => `x${each}`.replaceAll('\0', '').toWellFormed())
      const comparison = compareTexts(from ?? '', to ?? '')
      expect(joined(comparison, 'from')).toEqual(worded(comparison, 'from', from ?? ''))
      expect(joined(comparison, 'to')).toEqual(worded(comparison, 'to', to ?? ''))
    }),
    { numRuns: 300 },
  )
})

test('clauses in another order are moved, and nothing else', () => {
  const titled = fc
    .uniqueArray(clause, { minLength: 1, maxLength: 12 })
    .chain((texts) =>
      fc.tuple(fc.constant(texts), fc.shuffledSubarray(texts, { minLength: texts.length })),
    )
  fc.assert(
    fc.property(titled, ([texts, shuffled]) => {
      const heading = (text: string) => `## Title ${texts.indexOf(text)}\n\nThat ${text}\n\n`
      const comparison = compareTexts(texts.map(heading).join(''), shuffled.map(heading).join(''))
      const { unchanged, moved } = comparison.summary
      expect(unchanged + moved).toBe(texts.length)
      expect(moved === 0).toBe(shuffled.every((text, at) => text === texts[at]))
    }),
  )
})

describe('formatting noise anywhere is formatting', () => {
  const noises: [string, (text: string) => string][] = [
    ['bold', (text) => text.replaceAll(/\b(may|train|chat)\b/g, '**$1**')],
    [
      'links',
      (text) => text.replaceAll(/\b(you|audio)\b/g, '[$1](https://a.example/?t=1#:~:text=a)'),
    ],
    ['no-break spaces', (text) => text.replaceAll(' ', '\u00A0')],
    ['zero-width marks', (text) => text.replaceAll('e', 'e\u200B')],
    ['line breaks', (text) => text.replaceAll('. ', '.\n')],
    ['code', (text) => text.replaceAll('models', '`models`')],
  ]

  test.each(noises)('%s', (_name, dress) => {
    fc.assert(
      fc.property(contract, (texts) => {
        const comparison = compareTexts(printed(texts), printed(texts, dress))
        expect(changesIn(comparison)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})

test('what widens one way narrows or at least does not widen the other way', () => {
  fc.assert(
    fc.property(clause, clause, (one, other) => {
      const effects = (from: string, to: string) =>
        compareTexts(from, to).clauses[0]?.reasons.map(
          ({ effect, term }) => `${effect ?? ''} ${term}`,
        )
      const opposite: Record<string, string> = { widens: 'narrows', narrows: 'widens', '': '' }
      const there = effects(printed([one]), printed([other]))?.toSorted()
      const back = effects(printed([other]), printed([one]))
        ?.map((line) => line.replace(/^\w*/, (effect) => opposite[effect] ?? ''))
        .toSorted()
      const terms = (lines?: readonly string[]) =>
        new Set(lines?.filter((line) => !line.startsWith(' ')))
      expect(terms(back)).toEqual(terms(there))
    }),
    { numRuns: 300 },
  )
})
