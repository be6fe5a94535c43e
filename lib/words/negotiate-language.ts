import { isLanguage, LANGUAGES, type Language } from './language.ts'

/**
 * The language to answer in, by a request's Accept-Language (RFC 9110, section 12.5.4). Ranges are looked up
 * as in RFC 4647, section 3.4: the one that is wanted most first, each shortened until one is offered, so that
 * `de-AT` gets German. What is malformed is passed over, q=0 rules a language out, `*` is any that is
 * left, and where nothing fits it is the first that is offered: a notice in another language is better than none.
 */
export function negotiateLanguage(header: string | null): Language {
  const ranges = (header ?? '').split(',', RANGES_MAX).flatMap(readRange)
  const ruledOut = new Set(ranges.filter(({ weight }) => weight === 0).map(({ range }) => range))
  const offered = LANGUAGES.filter((language) => !ruledOut.has(language))
  const wanted = ranges.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  for (const { range } of wanted) {
    const found = range === '*' ? offered[0] : lookUp(range, offered)
    if (found !== undefined) return found
  }
  return LANGUAGES[0]
}

/** More than anybody reads, and few enough that a header costs nothing. */
const RANGES_MAX = 50

type WeightedRange = { readonly range: string; readonly weight: number }

function readRange(item: string): readonly WeightedRange[] {
  const [, range = '', weight = '1'] =
    /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i.exec(
      item,
    ) ?? []
  return range === '' ? [] : [{ range: range.toLowerCase(), weight: Number(weight) }]
}

function lookUp(range: string, offered: readonly Language[]): Language | undefined {
  const subtags = range.split('-')
  for (let length = subtags.length; length > 0; length -= 1) {
    const shortened = subtags.slice(0, length).join('-')
    if (isLanguage(shortened) && offered.includes(shortened)) return shortened
  }
  return undefined
}
