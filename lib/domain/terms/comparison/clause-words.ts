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
  readonly #documents = new Map<readonly string[], Int32Array>()

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

  /** The number here of each word of a document's vocabulary. */
  numbersOf(vocabulary: readonly string[]): Int32Array {
    const known = this.#documents.get(vocabulary)
    if (known !== undefined) return known
    const numbers = Int32Array.from(vocabulary, (word) => this.number(word))
    this.#documents.set(vocabulary, numbers)
    return numbers
  }

  word(number: number): string {
    return this.words[number] ?? ''
  }
}

export function wordsOfClause(terms: ParsedTerms, ordinal: number, lexicon: Lexicon): ClauseWords {
  const clause = terms.clauses[ordinal]
  const wording = terms.wordings[ordinal]
  if (!clause || !wording) throw new Error(`there is no clause ${ordinal}`)
  const { words: text, breaks, places } = wording
  const numberOf = lexicon.numbersOf(terms.vocabulary)
  const exact = places.numbers.map((word) => numberOf[word] ?? 0)
  const folded = exact.map((number) => lexicon.folded(number))
  return { clause, text, breaks, exact, folded, starts: places.starts }
}

/** The words of clauses that were merged into one, or that one was split into. */
export function joinWords(parts: readonly ClauseWords[]): ClauseWords {
  const [first, ...rest] = parts
  if (first === undefined) throw new Error('nothing to join')
  if (rest.length === 0) return first
  const text = parts.map((part) => part.text).join(' ')
  let shift = 0
  const starts: number[] = []
  const breaks = parts.flatMap((part): TextBreak[] => {
    const begin = shift
    starts.push(...Array.from(part.starts.subarray(0, -1), (start) => start + begin))
    shift += part.text.length + 1
    const own = part.breaks.map((each) => ({ ...each, at: each.at + begin }))
    return [{ at: begin, kind: 'block', depth: 0 }, ...own]
  })
  starts.push(text.length)
  const joined = (side: 'exact' | 'folded') =>
    Int32Array.from(parts.flatMap((part) => [...part[side]]))
  return {
    ...{ clause: first.clause, text, breaks },
    ...{ exact: joined('exact'), folded: joined('folded'), starts: Int32Array.from(starts) },
  }
}
