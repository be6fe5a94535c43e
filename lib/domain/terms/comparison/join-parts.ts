import type { Profile } from './clause-profile.ts'
import { type ClauseWords, joinWords } from './clause-words.ts'
import { beyond, sharedWeight, similarityOf, weightOf, type Weights } from './similarity.ts'

/** Clauses of each side that are the same one with other words; several on a side were merged or split. */
export type Match = {
  from: ClauseWords[]
  to: ClauseWords[]
  /** As a row tells it. */
  similarity: number
}

export type Matching = { matches: Match[]; removed: ClauseWords[]; added: ClauseWords[] }

/** `similarity` where it is known already. */
export type Pair = { a: Profile; b: Profile; similarity?: number }

/**
 * A clause that is left was merged into a neighbour's new one when it says much of what that has more than the
 * neighbour; so was one split off, the other way round.
 */
export function joinParts(
  scored: readonly Pair[],
  gone: readonly Profile[],
  come: readonly Profile[],
  weights: Weights,
): Matching {
  const matches = scored.map(({ a, b, similarity }) => ({
    from: [a.words],
    to: [b.words],
    similarity,
  }))
  const mergers = homesOf(scored.map(({ a, b }) => ({ near: a, whole: b })))
  const splitters = homesOf(scored.map(({ a, b }) => ({ near: b, whole: a })))
  const merged = new Set<Profile>()
  const split = new Set<Profile>()
  for (const part of gone) {
    const index = bestHome(part, mergers, weights)
    if (index === null) continue
    matches[index]?.from.push(part.words)
    merged.add(part)
  }
  for (const part of come) {
    const index = bestHome(part, splitters, weights)
    // A clause that others were merged into is not split as well: that would be a rewritten section.
    if (index === null || (matches[index]?.from.length ?? 0) > 1) continue
    matches[index]?.to.push(part.words)
    split.add(part)
  }
  return {
    matches: matches.map(({ from, to, similarity }) => {
      const match = { from: from.toSorted(inOrder), to: to.toSorted(inOrder) }
      if (similarity !== undefined && from.length + to.length === 2) return { ...match, similarity }
      const [one, other] = [joinWords(match.from), joinWords(match.to)]
      return { ...match, similarity: similarityOf(one, other) }
    }),
    removed: gone.filter((each) => !merged.has(each)).map(({ words }) => words),
    added: come.filter((each) => !split.has(each)).map(({ words }) => words),
  }
}

/** Parts stand at most so many clauses from the one they belong with. */
const maxDistance = 3
/** Of what a part says and its neighbour did not, so much must be found again, and there must be something. */
const minShare = 0.3
const minWeight = 3

/** A match seen from the side that a part is on. */
type Home = { index: number; near: Profile; whole: Profile }

function homesOf(matches: readonly Omit<Home, 'index'>[]): ReadonlyMap<number, Home> {
  return new Map(
    matches.map((match, index) => [match.near.words.clause.ordinal, { ...match, index }]),
  )
}

function bestHome(
  part: Profile,
  homes: ReadonlyMap<number, Home>,
  weights: Weights,
): number | null {
  let best: number | null = null
  let most = minShare
  const { ordinal } = part.words.clause
  for (let at = ordinal - maxDistance; at <= ordinal + maxDistance; at++) {
    const home = homes.get(at)
    if (home === undefined) continue
    const own = beyond(part.counts, home.near.counts)
    const weight = weightOf(own, weights)
    const share = sharedWeight(own, beyond(home.whole.counts, home.near.counts), weights) / weight
    if (weight < minWeight || share < most) continue
    best = home.index
    most = share
  }
  return best
}

function inOrder(one: ClauseWords, other: ClauseWords): number {
  return one.clause.ordinal - other.clause.ordinal
}
