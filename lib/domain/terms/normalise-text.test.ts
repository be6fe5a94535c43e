import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalisationRules, normaliseText, sameWords, wordsOf } from './normalise-text.ts'

/** Each rule by its name, what it must make equal, and what it must keep apart. */
const cases: Record<string, { same: [string, string][]; other: [string, string][] }> = {
  'line endings': {
    same: [
      ['We may\r\nuse it.', 'We may\nuse it.'],
      ['We may\ruse it.', 'We may use it.'],
      ['We may\u2028use it.', 'We may use it.'],
    ],
    other: [['We may\nuse it.', 'We mayuse it.']],
  },
  escapes: {
    same: [
      ['1\\. Fees', '1. Fees\n'.trim().replace('1. ', '1\\. ')],
      ['Fees \\(net\\)', 'Fees (net)'],
      ['a \\- b', 'a - b'],
    ],
    other: [
      ['5 \\* 3', '5 3'],
      ['\\[sic\\]', '(sic)'],
    ],
  },
  'character references': {
    same: [
      ['R&amp;D', 'R&D'],
      ['a&nbsp;b', 'a b'],
      ['&#8220;Fee&#8221;', '“Fee”'],
      ['&#x41;ll', 'All'],
    ],
    other: [
      ['&copy;', '&reg;'],
      ['&unknown;', 'unknown'],
    ],
  },
  'invisible characters': {
    same: [
      ['\uFEFFWe may', 'We may'],
      ['ag\u00ADree', 'agree'],
      ['with\u200Bout', 'without'],
      ['a\u2060b', 'ab'],
    ],
    other: [['no\u202Et', 'not']],
  },
  'no-break and other spaces': {
    same: [
      ['10\u00A0days', '10 days'],
      ['10\u202Fdays', '10 days'],
      ['ten\u2003days', 'ten\tdays'],
    ],
    other: [['10\u00A0days', '10days']],
  },
  'link targets': {
    same: [
      ['see [here](https://a.example/?id=1)', 'see [here](https://a.example/?id=2#:~:text=x)'],
      ['see [here](https://a.example/ "Title")', 'see here'],
      ['[a (b)](x(y)z) c', 'a (b) c'],
      ['![Logo](a.png) text', 'Logo text'],
      ['[![Logo](a.png)](https://a.example) text', 'Logo text'],
      ['see <https://a.example>', 'see https://a.example'],
      ['words\n\n[ref]: https://a.example "t"', 'words'],
    ],
    other: [
      ['[here](a)', '[there](a)'],
      ['a (b) c', 'a c'],
      ['a](b) c', 'a c'],
      ['[^1]: A note', ''],
    ],
  },
  'line marks': {
    same: [
      ['## Fees', 'Fees'],
      ['Fees\n====', 'Fees'],
      ['Fees\n----\n\nYou pay', 'Fees You pay'],
      ['### Fees ###', 'Fees'],
      ['> We may', 'We may'],
      ['* a\n* b', '- a\n- b'],
      ['27. **FEES**', '31. **FEES**'],
      ['1) a\n2) b', '* a\n* b'],
      ['3. 2\\. How', '2\\. How'],
      ['| a | b |\n|---|:-:|\n| c | d |', 'a b c d'],
      ['a|b\n---|---\nc|d', 'a b c d'],
      ['```\nyou may\n```', 'you may'],
      ['a\n\n* * *\n\nb', 'a b'],
    ],
    other: [
      ['as Section\n14. The', 'as Section\nThe'],
      ['a - b', 'a b'],
      ['#hash', 'hash'],
      ['2\\. How', 'How'],
    ],
  },
  'dressing tags': {
    same: [
      ['<u>Fees</u>', 'Fees'],
      ['<b>You</b> <STRONG>pay</STRONG>', 'You pay'],
      ['Audio<br>Video<br/>', 'Audio Video'],
    ],
    other: [
      ['\\<u>', ''],
      ['<a>Fees</a>', 'Fees'],
    ],
  },
  'joined bold': {
    same: [
      ['**Zoom****Rooms**', '**Zoom Rooms**'],
      ['**27.2****Exceptions**', '**27.2** **Exceptions**'],
      ['**Waiver**.The', '**Waiver**. The'],
      ['**Law**means', '**Law** means'],
      ['“**Host**s”', '“Hosts”'],
    ],
    other: [['**no****thing**', 'nothing']],
  },
  'inline marks': {
    same: [
      ['**must** _not_ `use` ~~it~~', 'must not use it'],
      ['__must__', 'must'],
      ['line  \nline\\\nline', 'line line line'],
    ],
    other: [
      ['user_id', 'user id'],
      ['~10 days', '10 days'],
    ],
  },
  'quotation marks': { same: [['“Fee” and ‘it’', '"Fee" and \'it\'']], other: [['"Fee"', 'Fee']] },
  'letter composition': { same: [['cafe\u0301', 'caf\u00E9']], other: [['x²', 'x2']] },
  'runs of space': { same: [['a  b\n\n\nc ', 'a b c']], other: [['now here', 'nowhere']] },
}

describe('each rule of normalisation', () => {
  test('has its cases here', () => {
    expect(normalisationRules.map((rule) => rule.name)).toEqual(Object.keys(cases))
  })

  test.each(Object.entries(cases))('%s', (_name, { same, other }) => {
    for (const [one, two] of same) expect(wordsOf(one), one).toEqual(wordsOf(two))
    for (const [one, two] of other) expect(wordsOf(one), one).not.toEqual(wordsOf(two))
  })
})

test('the words of a sentence stay readable, with one space between them', () => {
  expect(normaliseText('* q.  **AI\u00A0Services.** You\n  [may](x) use “it”.')).toBe(
    'q. AI Services. You may use "it".',
  )
})

test('letter case, numbers, signs and raw HTML count', () => {
  expect(sameWords('Shall', 'shall')).toBe(true)
  expect(wordsOf('Shall')).not.toEqual(wordsOf('shall'))
  expect(wordsOf('30 days')).not.toEqual(wordsOf('3 days'))
  expect(wordsOf('a, b')).not.toEqual(wordsOf('a b'))
  expect(wordsOf('a <script>b</script>')).toEqual([
    'a',
    '<',
    'script',
    '>',
    'b',
    '<',
    '/',
    'script',
    '>',
  ])
})

const word = fc.stringMatching(/^[a-zA-Z]{2,8}$/).filter((text) => !/^e?s$/.test(text))
const noises: ((text: string) => string)[] = [
  (text) => `**${text}**`,
  (text) => `_${text}_`,
  (text) => `[${text}](https://a.example/?t=1 "x")`,
  (text) => `\u200B${text}\uFEFF`,
  (text) => `${text}\u00A0`,
  (text) => `\`${text}\``,
]

test('formatting noise around any words changes none of them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, fc.constantFrom(...noises)), { minLength: 1 }), (words) => {
      const plain = words.map(([text]) => text).join(' ')
      const noisy = words.map(([text, noise]) => noise(text)).join(' \n')
      expect(wordsOf(noisy)).toEqual(wordsOf(plain))
    }),
  )
})

test('normalising any text twice is normalising its words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = normaliseText(text)
      expect(once).toBe(once.trim())
      expect(once).not.toMatch(/\s\s|\n/)
      expect(once.isWellFormed()).toBe(true)
    }),
  )
})
