import type { ParsedTerms } from '../parse-terms.ts'
import type { ExactPair } from './exact-pairs.ts'
import type { Matching } from './join-parts.ts'

/**
 * Whether the new text is another contract: little of what either says is in the other, and few of its clauses
 * keep their names. A contract rewritten clause by clause under its old headings is not replaced.
 */
export function isReplaced(
  from: ParsedTerms,
  to: ParsedTerms,
  exact: readonly ExactPair[],
  { matches }: Matching,
): boolean {
  const lengthOf = (terms: ParsedTerms, ordinal: number) =>
    terms.wordings[ordinal]?.words.length ?? 0
  const total = totalLength(from) + totalLength(to)
  let kept = 0
  for (const [one, other] of exact) kept += lengthOf(from, one) + lengthOf(to, other)
  for (const match of matches)
    for (const { text } of [...match.from, ...match.to]) kept += match.similarity * text.length
  return kept / total < minKept && keptTitles(from, to) < 0.5
}

/** Another contract about the same things keeps a quarter of its phrases; the most rewritten one much more. */
const minKept = 0.4

function totalLength({ wordings }: ParsedTerms): number {
  return wordings.reduce((sum, { words }) => sum + words.length, 0)
}

/** The share of titles that both have, of the side that has fewer; 0 where a side has none. */
function keptTitles(from: ParsedTerms, to: ParsedTerms): number {
  const [old, now] = [titlesOf(from), titlesOf(to)]
  const shared = [...old].filter((title) => now.has(title)).length
  return shared / Math.max(1, Math.min(old.size, now.size))
}

function titlesOf({ clauses }: ParsedTerms): Set<string> {
  return new Set(clauses.flatMap(({ title }) => (title === null ? [] : [title.toLowerCase()])))
}

/** Whether two texts share hardly any of the words that each says most often: all texts in a language do. */
export function isOtherLanguage(from: ParsedTerms, to: ParsedTerms): boolean {
  const [old, now] = [commonWords(from), commonWords(to)]
  if (Math.min(old.length, now.length) < 10) return false
  const known = new Set(now)
  return old.filter((word) => known.has(word)).length <= old.length / 5
}

function commonWords({ wordings }: ParsedTerms): string[] {
  const counts = new Map<string, number>()
  for (const { words } of wordings)
    for (const word of words.toLowerCase().match(/\p{L}+/gu) ?? [])
      counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .sort((one, other) => other[1] - one[1])
    .slice(0, 30)
    .map(([word]) => word)
}
