import { type Candidate, candidatePairs, titleOf, weighWords } from './candidate-pairs.ts'
import { Profile } from './clause-profile.ts'
import type { ClauseWords, Lexicon } from './clause-words.ts'
import { joinParts, type Matching, type Pair } from './join-parts.ts'
import { sharedWeight, similarityOf, type Weights } from './similarity.ts'

/**
 * Which of the clauses that are left belong together: by what they say and what they are called, and only then
 * by number and place. `neighbours`: those that stand in the same place between clauses that are paired already.
 */
export function matchClauses(
  from: readonly ClauseWords[],
  to: readonly ClauseWords[],
  neighbours: readonly Candidate[],
  lexicon: Lexicon,
): Matching {
  const sure = sureMatches(from, to)
  const isOpen = (words: ClauseWords): boolean => !sure.taken.has(words)
  const weights = weighWords([...from, ...to].filter(isOpen), lexicon)
  const open = (sides: readonly ClauseWords[]) =>
    sides.filter(isOpen).map((words) => new Profile(words, weights))
  const [old, now] = [open(from), open(to)]
  const near = nearPairs(neighbours, from, to)
  const titles = countTitles(old, now)
  const candidates = candidatePairs(wordsOf(old), wordsOf(now))
  const scored = [...candidates, ...placesOf(near, old, now)].flatMap(([one, other]): Scored[] => {
    const [a, b] = [old[one], now[other]]
    if (a === undefined || b === undefined) return []
    const isNear = near.get(a.words) === b.words
    const share = contentScore(a, b, weights)
    const score = scoreOf(a, b, { share, isNear, titles })
    return score === null ? [] : [{ a, b, score }]
  })
  const best = bestFirst(scored)
  const matched = new Set(best.flatMap(({ a, b }) => [a, b]))
  const left = (profiles: readonly Profile[]) => profiles.filter((each) => !matched.has(each))
  const matches = [
    ...sure.pairs.map(({ same, words, similarity }) => ({
      ...{ a: new Profile(same, weights), b: new Profile(words, weights) },
      similarity,
    })),
    ...best,
  ]
  return joinParts(matches, left(old), left(now), weights)
}

type Scored = Pair & { score: number }

type SurePair = { same: ClauseWords; words: ClauseWords; similarity: number }

/** Clauses that alone have a title, and keep most of their phrases: nothing can suit them better. */
function sureMatches(
  from: readonly ClauseWords[],
  to: readonly ClauseWords[],
): { pairs: SurePair[]; taken: ReadonlySet<ClauseWords> } {
  const [old, now] = [onlyByTitle(from), onlyByTitle(to)]
  const pairs: SurePair[] = []
  for (const [title, words] of now) {
    const same = old.get(title)
    if (!same || !words) continue
    const similarity = similarityOf(same, words)
    if (similarity >= sureSimilarity) pairs.push({ same, words, similarity })
  }
  return { pairs, taken: new Set(pairs.flatMap(({ same, words }) => [same, words])) }
}

const sureSimilarity = 0.5

/** By title; null where several have it. */
function onlyByTitle(side: readonly ClauseWords[]): Map<string, ClauseWords | null> {
  const titles = new Map<string, ClauseWords | null>()
  for (const words of side) {
    const title = titleOf(words)
    if (title !== null) titles.set(title, titles.has(title) ? null : words)
  }
  return titles
}

function wordsOf(profiles: readonly Profile[]): ClauseWords[] {
  return profiles.map(({ words }) => words)
}

function nearPairs(
  neighbours: readonly Candidate[],
  from: readonly ClauseWords[],
  to: readonly ClauseWords[],
): ReadonlyMap<ClauseWords, ClauseWords> {
  const near = new Map<ClauseWords, ClauseWords>()
  for (const [one, other] of neighbours) {
    const [a, b] = [from[one], to[other]]
    if (a && b) near.set(a, b)
  }
  return near
}

function placesOf(
  near: ReadonlyMap<ClauseWords, ClauseWords>,
  old: readonly Profile[],
  now: readonly Profile[],
): Candidate[] {
  const placeOf = new Map(now.map(({ words }, place) => [words, place]))
  return old.flatMap(({ words }, place): Candidate[] => {
    const beside = near.get(words)
    const other = beside === undefined ? undefined : placeOf.get(beside)
    return other === undefined ? [] : [[place, other]]
  })
}

function countTitles(...sides: (readonly Profile[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { words } of sides.flat()) {
    const title = titleOf(words)
    if (title !== null) counts.set(title, (counts.get(title) ?? 0) + 1)
  }
  return counts
}

type Circumstances = {
  share: number
  isNear: boolean
  titles: ReadonlyMap<string, number>
}

/** Null for two that do not belong together. */
function scoreOf(a: Profile, b: Profile, circumstances: Circumstances): number | null {
  const { share, isNear } = circumstances
  const title = titleScore(a.words, b.words)
  const number = a.words.clause.number
  const isBeside = isNear || (number !== null && number === b.words.clause.number)
  const belong =
    share >= 0.3 ||
    isEnoughFor(title, a, circumstances) ||
    (isPreamble(a) && isPreamble(b)) ||
    (isBeside && isUntitledOrBare(a, b) && (share >= 0.15 || isBare(a)))
  return belong ? share + 0.3 * title + (isBeside ? 0.08 : 0) : null
}

/** A title that no other clause has needs no words in common. */
function isEnoughFor(title: number, a: Profile, { share, titles }: Circumstances): boolean {
  const isOnlyTitle = (titles.get(titleOf(a.words) ?? '') ?? 0) <= 2
  return (title === 1 && isOnlyTitle) || (title > 0 && share >= 0.12)
}

/** How much of their weight both share; of a long and a short text also how much of the short one. */
function contentScore(a: Profile, b: Profile, weights: Weights): number {
  const shared = sharedWeight(a.counts, b.counts, weights)
  const [small, large] = a.weight <= b.weight ? [a.weight, b.weight] : [b.weight, a.weight]
  if (large === 0) return 0
  const dice = (2 * shared) / (small + large)
  return small < 4 ? dice : Math.max(dice, (0.7 * shared) / small)
}

/** 1 for the same title, a half where one holds all the words of the other. */
function titleScore(a: ClauseWords, b: ClauseWords): number {
  const [one, other] = [titleOf(a), titleOf(b)]
  if (one === null || other === null) return 0
  if (one === other) return 1
  const [short = [], long = []] = [one, other]
    .map((title) => title.match(/[\p{L}\p{N}]+/gu) ?? [])
    .sort((x, y) => x.length - y.length)
  const held = new Set(long)
  return short.length >= 2 && short.every((word) => held.has(word)) ? 0.5 : 0
}

function isPreamble({ words }: Profile): boolean {
  return words.clause.id === 'preamble'
}

/** A heading with nothing below it, whose name may change; or text without a name. */
function isUntitledOrBare(a: Profile, b: Profile): boolean {
  const untitled = a.words.clause.title === null && b.words.clause.title === null
  return untitled || (isBare(a) && isBare(b))
}

function isBare({ words }: Profile): boolean {
  return isBareHeading(words)
}

/** Whether a clause is nothing but its title. */
export function isBareHeading({ clause, text }: ClauseWords): boolean {
  return clause.title !== null && text.replace(/\W+$/, '') === clause.title.replace(/\W+$/, '')
}

function bestFirst(scored: readonly Scored[]): Scored[] {
  const taken = new Set<Profile>()
  return scored
    .toSorted(
      (x, y) =>
        y.score - x.score ||
        x.b.words.clause.ordinal - y.b.words.clause.ordinal ||
        x.a.words.clause.ordinal - y.a.words.clause.ordinal,
    )
    .filter(({ a, b }) => {
      if (taken.has(a) || taken.has(b)) return false
      taken.add(a).add(b)
      return true
    })
}
