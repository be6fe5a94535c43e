import type { TextBreak } from '../line-marks.ts'
import type { ClauseWords, Lexicon } from './clause-words.ts'

/** Places in the clause's words: `start` is the first, `end` is behind the last. */
export type Sentence = {
  start: number
  end: number
  /** Where its list items and table cells begin: each goes on from what introduces them, not from the one before. */
  parts: readonly Part[]
  /** What it stands under, and is read with: the introduction of its list, or the head of its table. */
  under: Sentence | null
  /** A row of a table; the first plain "no" or "yes" in a cell speaks for all of it. */
  isRow: boolean
}

export type Part = { at: number; depth: number; isIntroduced: boolean }

/**
 * The sentences behind a clause's title. They end at ".", "!" or "?" before a space and a capital, and where a
 * paragraph or a table's row does; lists that they introduce are theirs.
 */
export function sentencesOf(words: ClauseWords, lexicon: Lexicon): Sentence[] {
  const { exact, starts, text } = words
  const division = new Division(words, lexicon)
  const breaks = breaksByWord(words)
  const ends = new Set(sentenceEnds.map((sign) => lexicon.number(sign)))
  const bracket = lexicon.number('(')
  for (let at = titleLength(words); at < exact.length; at++) {
    const here = breaks.get(at)
    if (here !== undefined) division.break(at, here)
    else if (exact[at] === bracket) division.bracket(at)
    const isEnd = ends.has(exact[at] ?? 0) && isFollowed(text, starts[at + 1] ?? 0)
    if (isEnd && !isAbbreviation(lexicon.word(exact[at - 1] ?? 0))) division.close(at + 1)
  }
  return division.close(exact.length)
}

/** The sentences so far, and the one that is open. */
class Division {
  readonly #sentences: Sentence[] = []
  readonly #words: ClauseWords
  readonly #lexicon: Lexicon
  #start: number
  #parts: Part[] = []
  /** The head of the table that is open, and the introduction of the list. */
  #head: Sentence | null = null
  #list: Sentence | null = null
  #isRow = false

  constructor(words: ClauseWords, lexicon: Lexicon) {
    this.#words = words
    this.#lexicon = lexicon
    this.#start = titleLength(words)
  }

  #word(at: number): string {
    return this.#lexicon.word(this.#words.folded[at] ?? 0)
  }

  close(end: number): Sentence[] {
    const under = this.#isRow ? this.#head : this.#list
    const sentence = { start: this.#start, end, parts: this.#parts, under, isRow: this.#isRow }
    if (end > this.#start) this.#sentences.push(sentence)
    if (this.#word(end - 1) === ':') this.#list ??= sentence
    this.#start = end
    this.#parts = []
    this.#isRow = false
    return this.#sentences
  }

  break(at: number, here: TextBreak): void {
    const { text, starts } = this.#words
    if (endsHere(here, this.#word(at - 1), text[starts[at] ?? 0] ?? '')) this.close(at)
    if (here.kind === 'block' || here.kind === 'header') this.#leave(at, here)
    if (here.kind === 'row') {
      this.#head ??= this.#sentences.at(-1) ?? null
      this.#isRow = true
    }
    if (here.kind === 'cell' || (here.kind === 'item' && this.#isIntroduced(at)))
      this.#part(at, here.depth)
  }

  #isIntroduced(at: number): boolean {
    return at > this.#start || this.#list !== null
  }

  bracket(at: number): void {
    if (isLettered((place) => this.#word(place), at)) this.#part(at, inLine)
  }

  /** A new paragraph stands under no list, unless it goes on with one; a new table under nothing. */
  #leave(at: number, { kind }: TextBreak): void {
    this.#head = null
    if (kind === 'header' || (this.#start === at && this.#word(at - 1) !== ':')) this.#list = null
  }

  #part(at: number, depth: number): void {
    this.#parts.push({ at, depth, isIntroduced: this.#word(at - 1) === ':' })
  }
}

/** Items that a sentence counts off in its line stand below all that have a line of their own. */
const inLine = 100

function breaksByWord({ breaks, starts }: ClauseWords): ReadonlyMap<number, TextBreak> {
  const byWord = new Map<number, TextBreak>()
  let place = 0
  for (const each of breaks) {
    while (place < starts.length - 1 && (starts[place] ?? 0) < each.at) place++
    byWord.set(place, each)
  }
  return byWord
}

/** A paragraph that goes on, behind a comma or in small letters, ends nothing; nor does an item. */
function endsHere({ kind }: TextBreak, before: string, next: string): boolean {
  if (kind === 'header' || kind === 'row') return true
  return kind === 'block' && !goesOn.has(before) && !/\p{Ll}/u.test(next)
}

const goesOn = new Set([',', ';', ':', 'and', 'or'])

/** "…; (b) to share it": a letter in brackets behind what counts off. */
function isLettered(word: (at: number) => string, at: number): boolean {
  if (word(at + 2) !== ')' || !goesOn.has(word(at - 1))) return false
  return /^(?:[a-z]|[ivx]{1,5}|\d{1,2})$/.test(word(at + 1))
}

/** A title promises nothing, and would begin the first sentence where it has no full stop. */
function titleLength({ clause: { title }, text, starts }: ClauseWords): number {
  return title !== null && text.startsWith(title)
    ? starts.findIndex((place) => place >= title.length)
    : 0
}

const sentenceEnds = ['.', '!', '?', '。', '！', '？', '؟']

/** The next word is behind a space, and does not go on in small letters. */
function isFollowed(text: string, next: number): boolean {
  if (/[。！？]/.test(text[next - 1] ?? '')) return true
  return text[next - 1] === ' ' && !/\p{Ll}/u.test(text[next] ?? '')
}

function isAbbreviation(word: string): boolean {
  return /^(?:[A-Z]|No|Inc|Ltd|Corp|Co|vs|etc|Mr|Ms|Dr|Art|Sec)$/.test(word)
}
