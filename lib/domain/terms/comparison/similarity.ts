import type { ClauseWords } from './clause-words.ts'

/** How often each word stands in a text. */
export type WordCounts = ReadonlyMap<number, number>

export function countWords({ folded }: Pick<ClauseWords, 'folded'>): WordCounts {
  const counts = new Map<number, number>()
  for (const word of folded) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** What a word says about a text: little where it stands in all of them, nothing where it is a sign. */
export type Weights = Float64Array

export function weightOf(counts: WordCounts, weights: Weights): number {
  let sum = 0
  for (const [word, count] of counts) sum += count * (weights[word] ?? 0)
  return sum
}

export function sharedWeight(one: WordCounts, other: WordCounts, weights: Weights): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  let sum = 0
  for (const [word, count] of small) {
    const also = large.get(word)
    if (also !== undefined) sum += Math.min(count, also) * (weights[word] ?? 0)
  }
  return sum
}

/** What one text has more than another. */
export function beyond(one: WordCounts, other: WordCounts): WordCounts {
  const rest = new Map<number, number>()
  for (const [word, count] of one) {
    const more = count - (other.get(word) ?? 0)
    if (more > 0) rest.set(word, more)
  }
  return rest
}

/**
 * The share of both texts' pairs of neighbouring words that the other has too (Dice's coefficient of the
 * multisets): 1 for the same words, near 0 for two texts that only share the language.
 */
export function similarityOf(one: ClauseWords, other: ClauseWords): number {
  const left = new Map<number, number>()
  for (const pair of neighbouring(one.folded)) left.set(pair, (left.get(pair) ?? 0) + 1)
  let shared = 0
  for (const pair of neighbouring(other.folded)) {
    const count = left.get(pair) ?? 0
    if (count === 0) continue
    left.set(pair, count - 1)
    shared++
  }
  return (2 * shared) / (one.folded.length + other.folded.length + 2)
}

/** A small number for each pair, by a hash; the text's beginning and end count as words. */
function neighbouring(words: Int32Array): number[] {
  const pairs: number[] = []
  let last = 0
  for (const word of words) {
    pairs.push(Math.imul(last, 0x9e3779b1) ^ (word + 1))
    last = word + 1
  }
  pairs.push(Math.imul(last, 0x9e3779b1))
  return pairs
}
