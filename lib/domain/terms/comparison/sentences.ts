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
  const sentences: Sentence[] = []
  const breaks = breaksByWord(words)
  const ends = new Set(sentenceEnds.map((sign) => lexicon.number(sign)))
  const bracket = lexicon.number('(')
  const word = (at: number): string => lexicon.word(words.folded[at] ?? 0)
  let head: Sentence | null = null
  let list: Sentence | null = null
  let open: Omit<Sentence, 'end'> & { parts: Part[] } = startAt(titleLength(words), null)
  const close = (end: number): void => {
    const sentence = { ...open, end }
    if (end > open.start) sentences.push(sentence)
    if (word(end - 1) === ':' && list === null) list = sentence
    open = startAt(end, list)
  }
  for (let at = open.start; at < exact.length; at++) {
    const here = breaks.get(at)
    if (here !== undefined) {
      if (endsHere(here, word(at - 1), text[starts[at] ?? 0] ?? '')) close(at)
      if (here.kind === 'header' || here.kind === 'block') head = null
      if (here.kind === 'block' && word(at - 1) !== ':' && open.start === at) list = null
      if (here.kind === 'header') list = null
      if (here.kind === 'row') head ??= sentences.at(-1) ?? null
      if (here.kind === 'row') open = { ...startAt(at, head), isRow: true }
      if (here.kind === 'cell' || (here.kind === 'item' && (at > open.start || open.under)))
        open.parts.push({ at, depth: here.depth, isIntroduced: word(at - 1) === ':' })
    } else if (exact[at] === bracket && isLettered(word, at))
      open.parts.push({ at, depth: inLine, isIntroduced: word(at - 1) === ':' })
    const isEnd = ends.has(exact[at] ?? 0) && isFollowed(text, starts[at + 1] ?? 0)
    if (isEnd && !isAbbreviation(lexicon.word(exact[at - 1] ?? 0))) close(at + 1)
  }
  close(exact.length)
  return sentences
}

/** Items that a sentence counts off in its line stand below all that have a line of their own. */
const inLine = 100

function startAt(start: number, under: Sentence | null): Omit<Sentence, 'end'> & { parts: Part[] } {
  return { start, parts: [], under, isRow: false }
}

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
