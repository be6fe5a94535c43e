import type { TextBreak } from '../line-marks.ts'
import type { Clause, ParsedTerms } from '../parse-terms.ts'

/** A clause's words and signs, each as a number that is the same for the same word throughout a comparison. */
export type ClauseWords = {
  clause: Clause
  /** Normalised, without the clause's number. */
  text: string
  /** With letter case, for showing what changed. */
  exact: Int32Array
  /** Without, for finding what belongs together. */
  folded: Int32Array
  /** Where each word begins in `text`; behind the last stands the length of the text. */
  starts: Int32Array
  /** Where in `text` its blocks, items, rows and cells begin. */
  breaks: readonly TextBreak[]
}

/** The numbers that words have in one comparison. */
export class Lexicon {
  /** Word or sign by its number; that of `folded` numbers is in lower case. */
  readonly words: string[] = []
  readonly #exact = new Map<string, number>()
  readonly #foldedOf: number[] = []

  number(word: string): number {
    const known = this.#exact.get(word)
    if (known !== undefined) return known
    const number = this.words.length
    this.words.push(word)
    this.#exact.set(word, number)
    const lower = word.toLowerCase()
    this.#foldedOf.push(lower === word ? number : -1)
    if (lower !== word) this.#foldedOf[number] = this.number(lower)
    return number
  }

  folded(number: number): number {
    return this.#foldedOf[number] ?? number
  }

  word(number: number): string {
    return this.words[number] ?? ''
  }
}

export function wordsOfClause(terms: ParsedTerms, ordinal: number, lexicon: Lexicon): ClauseWords {
  const clause = terms.clauses[ordinal]
  const wording = terms.wordings[ordinal]
  if (!clause || !wording) throw new Error(`there is no clause ${ordinal}`)
  const { words: text, breaks } = wording
  return { clause, text, breaks, ...numberWords(text, lexicon) }
}

/** The words of clauses that were merged into one, or that one was split into. */
export function joinWords(parts: readonly ClauseWords[], lexicon: Lexicon): ClauseWords {
  const [first, ...rest] = parts
  if (first === undefined) throw new Error('nothing to join')
  if (rest.length === 0) return first
  const text = parts.map((part) => part.text).join(' ')
  let shift = 0
  const breaks = parts.flatMap((part) => {
    const begin = { at: shift, kind: 'block' as const, depth: 0 }
    const own = part.breaks.map((each) => ({ ...each, at: each.at + begin.at }))
    shift += part.text.length + 1
    return [begin, ...own]
  })
  return { clause: first.clause, text, breaks, ...numberWords(text, lexicon) }
}

// Scripts without spaces are compared sign by sign, or a whole sentence would be one word.
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}])+|[^\s\p{L}\p{N}\p{M}]/gu
const asciiWord = /[A-Za-z0-9]+|[^\sA-Za-z0-9]/g

function numberWords(
  text: string,
  lexicon: Lexicon,
): Pick<ClauseWords, 'exact' | 'folded' | 'starts'> {
  // What is plain ASCII is read four times as fast.
  const form = /^[\x00-\x7F]*$/.test(text) ? asciiWord : word
  const exact: number[] = []
  const starts: number[] = []
  form.lastIndex = 0
  for (let found = form.exec(text); found !== null; found = form.exec(text)) {
    exact.push(lexicon.number(found[0]))
    starts.push(found.index)
  }
  starts.push(text.length)
  const numbers = Int32Array.from(exact)
  const folded = numbers.map((number) => lexicon.folded(number))
  return { exact: numbers, folded, starts: Int32Array.from(starts) }
}
