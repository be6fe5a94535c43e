import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES } from './language.ts'
import { negotiateLanguage } from './negotiate-language.ts'

test.each([
  [null, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['DE', 'de'],
  ['de-AT', 'de'],
  ['de-Latn-DE-1996', 'de'],
  ['nl, de;q=0.8, en;q=0.5', 'de'],
  ['en;q=0.5, fr;q=0.9, de;q=0.7', 'fr'],
  // Of two that are wanted alike the one that is named first.
  ['fr, de', 'fr'],
  ['nl, sv', 'en'],
  ['*', 'en'],
  ['nl, *;q=0.1', 'en'],
  // Any other than English is wanted.
  ['en;q=0, *', 'de'],
  ['de;q=0, de-AT', 'en'],
  ['de ; q=0.3 , fr ; q=0.2', 'de'],
  ['de;q=2, fr;q=0.1', 'fr'],
  ['de;level=1, fr', 'fr'],
  ['deutsch-und-nichts-anderes, fr;q=0.1', 'fr'],
  [';;;,,,q=1, de;q=', 'en'],
])('%s asks for %s', (header, language) => {
  expect(negotiateLanguage(header)).toBe(language)
})

test('whatever a header holds, the answer is in a language that is offered', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (header) => {
      expect(LANGUAGES).toContain(negotiateLanguage(header))
    }),
  )
})

test('a language that is ruled out is given only where it is the last resort', () => {
  const weight = fc.constantFrom('0.1', '0.5', '1')
  const ranges = fc.array(fc.tuple(fc.constantFrom('de', 'fr', 'nl', 'de-CH'), weight))
  fc.assert(
    fc.property(ranges, (wanted) => {
      const header = ['fr;q=0', ...wanted.map(([range, q]) => `${range};q=${q}`)].join(',')
      expect(negotiateLanguage(header)).not.toBe('fr')
    }),
  )
})
