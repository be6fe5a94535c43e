import type { ClauseWords, Lexicon } from './clause-words.ts'
import type { Sentence } from './sentences.ts'

/** How long data is kept, or how long before a change people are told. */
export type Period = { about: 'retention' | 'notice'; days: number }

/** The first period of a sentence that is about one of these; null where none is, or it is about payment. */
export function periodIn(
  { folded }: ClauseWords,
  { start, end, under }: Sentence,
  lexicon: Lexicon,
): Period | null {
  const about = (): Period['about'] | null =>
    subjectOf(folded.subarray(start, end), lexicon) ??
    (under && subjectOf(folded.subarray(under.start, under.end), lexicon))
  for (let at = start; at < end; at++) {
    const unit = units.get(lexicon.word(folded[at] ?? 0))
    const days = unit === undefined ? null : countBefore(folded, at, start, lexicon, unit)
    if (days === null) continue
    const subject = about()
    return subject === null ? null : { about: subject, days }
  }
  return null
}

function subjectOf(sentence: Int32Array, lexicon: Lexicon): Period['about'] | null {
  const words = Array.from(sentence, (number) => lexicon.word(number))
  if (words.some((word) => retention.test(word))) return 'retention'
  return words.some((word) => notice.test(word)) ? 'notice' : null
}

const retention = /^(?:delet|eras|retain|retention|remov|kept|keep$|keeps|stor(?:e|ed|ing|age)$)/
const notice = /^(?:notice|notify|notified|tell|inform|announce)$/

const units: ReadonlyMap<string, number> = new Map([
  ...([
    ['hour', 1 / 24],
    ['hours', 1 / 24],
    ['day', 1],
    ['days', 1],
  ] as const),
  ...([
    ['week', 7],
    ['weeks', 7],
    ['month', 365 / 12],
    ['months', 365 / 12],
    ['year', 365],
    ['years', 365],
  ] as const),
])

const numbers: ReadonlyMap<string, number> = new Map([
  ...([
    ['one', 1],
    ['two', 2],
    ['three', 3],
    ['four', 4],
    ['five', 5],
    ['six', 6],
  ] as const),
  ...([
    ['seven', 7],
    ['eight', 8],
    ['nine', 9],
    ['ten', 10],
    ['twelve', 12],
  ] as const),
  ...([
    ['fourteen', 14],
    ['fifteen', 15],
    ['eighteen', 18],
    ['twenty', 20],
  ] as const),
  ...([
    ['thirty', 30],
    ['forty', 40],
    ['sixty', 60],
    ['ninety', 90],
  ] as const),
])

/** The number stands at most four words before its unit: "thirty (30) working days". */
function countBefore(
  folded: Int32Array,
  unitAt: number,
  start: number,
  lexicon: Lexicon,
  unit: number,
): number | null {
  for (let at = unitAt - 1; at >= Math.max(start, unitAt - 4); at--) {
    const word = lexicon.word(folded[at] ?? 0)
    if (at === unitAt - 1 && (word === 'a' || word === 'an')) return unit
    const count = /^\d{1,4}$/.test(word) ? Number(word) : numbers.get(word)
    if (count !== undefined) return count * unit
  }
  return null
}
