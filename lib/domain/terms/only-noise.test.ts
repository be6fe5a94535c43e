import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { archivedText, isOnlyNoise, noiseBeside, type ArchivedText } from './only-noise.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

function read(markdown: string): ArchivedText {
  const text = archivedText(new TextEncoder().encode(markdown), sha256)
  if (!text.ok) throw new Error(text.code)
  return text.value
}

const isNoise = (from: string, to: string) => isOnlyNoise(read(from), read(to))

/** What stays of a contract when only its dress changes, and what does not. */
type Contract = {
  readonly title: string | null
  readonly intro: string
  readonly clauses: Clause[]
}
type Clause = { readonly title: string; readonly sentences: readonly (readonly string[])[] }
type Dress = {
  readonly token: string
  readonly counterFrom: number
  readonly isStarred: boolean
  readonly space: string
  readonly lineEnd: string
}

const plain: Dress = {
  ...{ token: 'a', counterFrom: 1, isStarred: false, space: ' ', lineEnd: '\n' },
}

const words = ['we', 'may', 'keep', 'your', 'content', 'share', 'chat', 'never', 'train', 'models']
const titles = [
  'Scope',
  'Fees',
  'Licence',
  'Privacy',
  'Disputes',
  'Notices',
  'Renewal',
  'Liability',
]

const sentences = fc.array(fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 12 }), {
  minLength: 1,
  maxLength: 4,
})
const contracts: fc.Arbitrary<Contract> = fc.record({
  title: fc.constant(null),
  intro: fc.constant('These terms bind you and us from the day you agree.'),
  clauses: fc.uniqueArray(fc.record({ title: fc.constantFrom(...titles), sentences }), {
    minLength: 2,
    maxLength: 6,
    selector: ({ title }) => title,
  }),
})
const dresses: fc.Arbitrary<Dress> = fc.record({
  token: fc.stringMatching(/^[0-9a-f]{1,32}$/),
  counterFrom: fc.integer({ min: 1, max: 40 }),
  isStarred: fc.boolean(),
  space: fc.constantFrom(' ', '\u00A0', '  '),
  lineEnd: fc.constantFrom('\n', '\r\n'),
})

/** As an archive writes it: its own counter in front of bold titles, and a link with a token in each clause. */
function write({ title, intro, clauses }: Contract, dress: Dress): string {
  const { token, counterFrom, isStarred, space, lineEnd } = dress
  const written = clauses.map(({ title, sentences }, at) => {
    const text = sentences.map((sentence) => `${sentence.join(space)}.`).join(' ')
    const link = `See [our site](https://example.com/?user=${token}${at}).`
    const body = isStarred ? text.replace(/^(\S+)/, '*$1*') : text
    return `${counterFrom + at}. **${title}.** ${body} ${link}`
  })
  const above = title === null ? [] : [`# ${title}`]
  return [...above, intro, ...written, ''].join(lineEnd + lineEnd)
}

describe('noise', () => {
  test('link tokens, marks, spaces, line ends and list counters, in any mixture', () => {
    fc.assert(
      fc.property(contracts, dresses, dresses, (contract, one, other) => {
        expect(isNoise(write(contract, one), write(contract, other))).toBe(true)
      }),
    )
  })

  test('a title above the text that came or went, beside all of that', () => {
    fc.assert(
      fc.property(contracts, dresses, fc.constantFrom(...titles), (contract, dress, title) => {
        const [bare, titled] = [
          write(contract, plain),
          write({ ...contract, title: `Our Terms of ${title}` }, dress),
        ]
        expect([isNoise(bare, titled), isNoise(titled, bare)]).toEqual([true, true])
      }),
    )
  })

  test('a title, where there was nothing before the first clause', () => {
    const clauses = '## 1. Scope\n\nAll of it.\n\n## 2. Fees\n\nNone.\n'
    expect(isNoise(clauses, `# House Rules\n\n${clauses}`)).toBe(true)
    expect(isNoise(`# House Rules\n\n${clauses}`, clauses)).toBe(true)
  })

  test('clauses that only the marks divide', () => {
    const from = 'Welcome to us.\n\n**Scope**\n\nAll of it.\n\n**Fees**\n\nThere are none.\n'
    expect(isNoise(from, from.replaceAll('**', ''))).toBe(true)
  })
})

describe('no noise', () => {
  test('one word more, less or another, anywhere, under any dress', () => {
    const places = fc.record({
      clause: fc.nat(),
      sentence: fc.nat(),
      word: fc.nat(),
      edit: fc.constantFrom('insert', 'delete', 'replace'),
    })
    fc.assert(
      fc.property(contracts, dresses, places, (contract, dress, place) => {
        const edited = { ...contract, clauses: edit(contract.clauses, place) }
        expect(isNoise(write(contract, plain), write(edited, dress))).toBe(false)
      }),
    )
  })

  test('a clause that came, went, or changed places with another', () => {
    fc.assert(
      fc.property(contracts, dresses, (contract, dress) => {
        const [first, second, ...rest] = contract.clauses
        fc.pre(first!.sentences.join() !== second!.sentences.join())
        const shorter = { ...contract, clauses: [first!, ...rest] }
        const swapped = { ...contract, clauses: [second!, first!, ...rest] }
        const text = write(contract, plain)
        expect(isNoise(text, write(shorter, dress))).toBe(false)
        expect(isNoise(write(shorter, dress), text)).toBe(false)
        expect(isNoise(text, write(swapped, dress))).toBe(false)
      }),
    )
  })

  test.each([
    ['a printed number', '## 1.1 Scope\n\nAll.\n', '## 1.2 Scope\n\nAll.\n'],
    ['a reference to a clause', 'As 10.2 says, you agree.\n', 'As 10.5 says, you agree.\n'],
    ['a date', '# Terms\n\nEffective 7 August 2023.\n', '# Terms\n\nEffective 11 August 2023.\n'],
    ['another title', '# Terms\n\nAll of it.\n', '# Rules\n\nAll of it.\n'],
    ['a title and a word', 'All of it.\n', '# Terms\n\nAll of it, ever.\n'],
    ['a sentence above the text', 'All of it.\n', 'Read this first.\n\nAll of it.\n'],
    ['letter case', 'we may not\n', 'We MAY not\n'],
    ['a direction override', 'You may not.\n', 'You may \u202Enot.\n'],
  ])('%s', (_, from, to) => {
    expect(isNoise(from, to)).toBe(false)
  })
})

describe('beside one text again and again', () => {
  test('says each time what a comparison says', () => {
    const variants = fc.array(fc.tuple(fc.boolean(), dresses), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(contracts, variants, (contract, several) => {
        const kept = read(write(contract, plain))
        const isNoiseHere = noiseBeside(kept)
        for (const [isTitled, dress] of several) {
          const text = read(write({ ...contract, title: isTitled ? 'Our Terms' : null }, dress))
          expect(isNoiseHere(text)).toBe(isOnlyNoise(kept, text))
        }
      }),
    )
  })

  test('divides no text whose words it knows', () => {
    const text = '## 1. Scope\n\nAll [of it](https://example.com/?t=TOKEN).\n'
    const isNoiseHere = noiseBeside(read(text))
    expect(isNoiseHere(read(`# Terms\n\n${text}`))).toBe(true)
    const again = read(`# Terms\n\n${text.replace('TOKEN', '1')}`)
    const watched = { ...again, clauses: () => expect.unreachable('it was divided') }
    expect(isNoiseHere(watched)).toBe(true)
  })
})

test.each([
  ['terms_not_utf8', Uint8Array.of(0x43, 0xe9)],
  ['terms_empty', new TextEncoder().encode('\uFEFF \n')],
  ['terms_too_large', new Uint8Array(2_000_001).fill(97)],
  ['terms_nul', Uint8Array.of(0x43, 0)],
])('what is no text is told: %s', (code, bytes) => {
  expect(archivedText(bytes, sha256)).toEqual({ ok: false, code })
})

function edit(
  clauses: readonly Clause[],
  at: { clause: number; sentence: number; word: number; edit: string },
): Clause[] {
  return clauses.map((clause, index) => {
    if (index !== at.clause % clauses.length) return clause
    const sentences = clause.sentences.map((sentence, place) => {
      if (place !== at.sentence % clause.sentences.length) return sentence
      const where = at.word % sentence.length
      const instead = { insert: ['anew', sentence[where]!], delete: [], replace: ['anew'] }[
        at.edit
      ]!
      return [...sentence.slice(0, where), ...instead, ...sentence.slice(where + 1)]
    })
    return { ...clause, sentences }
  })
}
