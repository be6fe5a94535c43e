import type { ClauseWords, Lexicon } from './clause-words.ts'

/** Places in the lists of what is left on each side. */
export type Candidate = readonly [from: number, to: number]

/**
 * Pairs worth a closer look, a few for each clause, found without looking at every pair: clauses that share
 * rare words or phrases, a title, or a number.
 */
export function candidatePairs(
  from: readonly ClauseWords[],
  to: readonly ClauseWords[],
): Candidate[] {
  const index = indexFeatures(from)
  const titles = groupBy(from, titleOf)
  const numbers = groupBy(from, ({ clause }) => clause.number)
  const titleRanks = new Map<string, number>()
  const seen = new Set<number>()
  const candidates: Candidate[] = []
  const add = (one: number, other: number): void => {
    const key = one * to.length + other
    if (seen.has(key)) return
    seen.add(key)
    candidates.push([one, other])
  }
  to.forEach((words, other) => {
    for (const one of mostShared(words, index)) add(one, other)
    const title = titleOf(words)
    const rank = titleRanks.get(title ?? '') ?? 0
    titleRanks.set(title ?? '', rank + 1)
    const named = title === null ? [] : (titles.get(title) ?? [])
    for (const one of named.slice(Math.max(0, rank - 1), rank + 2)) add(one, other)
    const number = words.clause.number
    for (const one of (number === null ? [] : (numbers.get(number) ?? [])).slice(0, 3))
      add(one, other)
  })
  return candidates
}

/** The weight that words carry in similarity: none for signs, little for short ones and for those in many clauses. */
export function weighWords(clauses: readonly ClauseWords[], lexicon: Lexicon): Float64Array {
  const frequency = new Float64Array(lexicon.words.length)
  for (const { folded } of clauses)
    for (const word of new Set(folded)) frequency[word] = (frequency[word] ?? 0) + 1
  return frequency.map((count, number) => {
    const word = lexicon.word(number)
    if (count === 0 || !/[\p{L}\p{N}]/u.test(word)) return 0
    const own = /^[a-z]{1,3}$/.test(word) ? 0.15 : /^[a-z]{4}$/.test(word) ? 0.4 : 1
    return own / Math.sqrt(Math.max(1, count / 2))
  })
}

export function titleOf({ clause }: ClauseWords): string | null {
  return clause.title === null ? null : clause.title.toLowerCase()
}

function groupBy(
  clauses: readonly ClauseWords[],
  keyOf: (words: ClauseWords) => string | null,
): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  clauses.forEach((words, place) => {
    const key = keyOf(words)
    if (key === null) return
    const group = groups.get(key)
    if (group) group.push(place)
    else groups.set(key, [place])
  })
  return groups
}

type FeatureIndex = Map<number, number[]>

/** A feature that more clauses have than this says nothing about which belong together. */
const maxPostings = 12
const maxCandidates = 6

function indexFeatures(clauses: readonly ClauseWords[]): FeatureIndex {
  const index: FeatureIndex = new Map()
  clauses.forEach((words, place) => {
    for (const feature of featuresOf(words)) {
      const postings = index.get(feature)
      if (postings === undefined) index.set(feature, [place])
      else if (postings.length <= maxPostings) postings.push(place)
    }
  })
  return index
}

function mostShared(words: ClauseWords, index: FeatureIndex): number[] {
  const shared = new Map<number, number>()
  for (const feature of featuresOf(words)) {
    const postings = index.get(feature)
    if (postings === undefined || postings.length > maxPostings) continue
    for (const place of postings) shared.set(place, (shared.get(place) ?? 0) + 1 / postings.length)
  }
  return [...shared]
    .sort((one, other) => other[1] - one[1])
    .slice(0, maxCandidates)
    .map(([place]) => place)
}

/** Its words, and its phrases of three words: positive and negative numbers (phrases may rarely collide). */
function featuresOf({ folded }: ClauseWords): Set<number> {
  const features = new Set<number>(folded)
  for (let i = 2; i < folded.length; i++) {
    const phrase = Math.imul(
      Math.imul(folded[i - 2] ?? 0, 0x9e3779b1) ^ (folded[i - 1] ?? 0),
      0x85ebca6b,
    )
    features.add(~((phrase ^ (folded[i] ?? 0)) >>> 1))
  }
  return features
}
