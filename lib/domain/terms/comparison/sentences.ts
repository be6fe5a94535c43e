import type { ClauseWords, Lexicon } from './clause-words.ts'

/** Places in the clause's words: `start` is the first, `end` is behind the last. */
export type Sentence = { start: number; end: number }

/**
 * The sentences behind a clause's title. They end at ".", "!" or "?" before a space and a capital, and keep the
 * lists that they introduce.
 */
export function sentencesOf(words: ClauseWords, lexicon: Lexicon): Sentence[] {
  const { exact, starts, text } = words
  const sentences: Sentence[] = []
  let start = titleLength(words)
  for (let at = start; at < exact.length; at++) {
    const isEnd = ends.has(lexicon.word(exact[at] ?? 0)) && isFollowed(text, starts[at + 1] ?? 0)
    if (!isEnd || isAbbreviation(lexicon.word(exact[at - 1] ?? 0))) continue
    sentences.push({ start, end: at + 1 })
    start = at + 1
  }
  if (start < exact.length) sentences.push({ start, end: exact.length })
  return sentences
}

/** A title promises nothing, and would begin the first sentence where it has no full stop. */
function titleLength({ clause: { title }, text, starts }: ClauseWords): number {
  return title !== null && text.startsWith(title)
    ? starts.findIndex((place) => place >= title.length)
    : 0
}

const ends = new Set(['.', '!', '?', '。', '！', '？', '؟'])

/** The next word is behind a space, and does not go on in small letters. */
function isFollowed(text: string, next: number): boolean {
  if (/[。！？]/.test(text[next - 1] ?? '')) return true
  return text[next - 1] === ' ' && !/\p{Ll}/u.test(text[next] ?? '')
}

function isAbbreviation(word: string): boolean {
  return /^(?:[A-Z]|No|Inc|Ltd|Corp|Co|vs|etc|Mr|Ms|Dr|Art|Sec)$/.test(word)
}
