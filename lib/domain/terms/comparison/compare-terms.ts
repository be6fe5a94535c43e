import type { ParsedTerms } from '../parse-terms.ts'
import type { Candidate } from './candidate-pairs.ts'
import { type ClauseWords, Lexicon, wordsOfClause } from './clause-words.ts'
import { type ClauseChange, type Comparison, type Verdict, verdicts } from './comparison.ts'
import { type Circumstances, describeMatch, describeOne, describeSame } from './describe-change.ts'
import { longestIncreasing } from './edit-script.ts'
import { exactPairs, type ExactPair } from './exact-pairs.ts'
import type { Matching } from './join-parts.ts'
import { matchClauses } from './match-clauses.ts'
import { MentionReader, noReader } from './mentions.ts'
import { isOtherLanguage, isReplaced } from './replacement.ts'
import { readLanguage, textLanguage } from './text-language.ts'

/** What became of every clause between two texts of the same terms. Every clause has a place in one row. */
export function compareTerms(from: ParsedTerms, to: ParsedTerms): Comparison {
  const lexicon = new Lexicon()
  const exact = exactPairs(from.clauses, to.clauses)
  const old = leftOf(from, new Set(exact.map(([one]) => one)), lexicon)
  const now = leftOf(to, new Set(exact.map(([, other]) => other)), lexicon)
  const found = matchClauses(old, now, neighboursOf(exact, old, now), lexicon)
  const replaced = isReplaced(from, to, exact, found)
  const matching = replaced ? { matches: [], removed: old, added: now } : found
  const languages = [textLanguage(from), textLanguage(to)]
  const judged = languages.every((language) => (language ?? readLanguage) === readLanguage)
  const circumstances = circumstancesOf(from, to, exact, matching, lexicon, judged)
  const clauses = inReadingOrder([
    ...exact.map((pair) => describeSame(from, to, pair, circumstances)),
    ...matching.matches.map((match) => describeMatch(match, circumstances)),
    ...matching.removed.map((words) => describeOne('removed', words, circumstances)),
    ...matching.added.map((words) => describeOne('added', words, circumstances)),
  ])
  const otherLanguage = isOther(languages) || (replaced && isOtherLanguage(from, to))
  return { replaced, otherLanguage, judged, summary: summaryOf(clauses), clauses }
}

function isOther([from, to]: readonly (string | null | undefined)[]): boolean {
  return from != null && to != null && from !== to
}

function leftOf(terms: ParsedTerms, paired: ReadonlySet<number>, lexicon: Lexicon): ClauseWords[] {
  return terms.clauses.flatMap(({ ordinal }) =>
    paired.has(ordinal) ? [] : [wordsOfClause(terms, ordinal, lexicon)],
  )
}

/** Places in `old` and `now` that follow clauses which are paired, the first the first, the second the second. */
function neighboursOf(
  exact: readonly ExactPair[],
  old: readonly ClauseWords[],
  now: readonly ClauseWords[],
): Candidate[] {
  const pairOf = new Map(exact)
  const placeOf = new Map(now.map(({ clause }, place) => [clause.ordinal, place]))
  let expected = 0
  let lastOrdinal = -1
  return old.flatMap(({ clause: { ordinal } }, place): Candidate[] => {
    if (ordinal !== lastOrdinal + 1) expected = (pairOf.get(ordinal - 1) ?? 0) + 1
    lastOrdinal = ordinal
    const other = placeOf.get(expected++)
    return other === undefined ? [] : [[place, other]]
  })
}

function circumstancesOf(
  from: ParsedTerms,
  to: ParsedTerms,
  exact: readonly ExactPair[],
  { matches }: Matching,
  lexicon: Lexicon,
  judged: boolean,
): Circumstances {
  const pairs: ExactPair[] = [...exact]
  const followers = new Map<string, Set<string>>()
  for (const match of matches) {
    for (const one of match.from)
      for (const other of match.to) pairs.push([one.clause.ordinal, other.clause.ordinal])
  }
  for (const [one, other] of pairs) {
    const [old, now] = [from.clauses[one]?.number, to.clauses[other]?.number]
    if (old == null || now == null) continue
    followers.set(old, (followers.get(old) ?? new Set()).add(now))
  }
  pairs.sort((x, y) => x[1] - y[1])
  const inOrder = new Set(longestIncreasing(pairs.map(([one]) => one)))
  const inPlace = new Set(pairs.filter((_, at) => inOrder.has(at)).map(([, other]) => other))
  const reader = judged ? new MentionReader(lexicon) : noReader
  return { lexicon, reader, inPlace, followers }
}

/** Rows by the new version; a removed clause behind the row of the clause that it followed. */
function inReadingOrder(rows: readonly ClauseChange[]): ClauseChange[] {
  const ordered = rows
    .filter(({ to }) => to !== null)
    .sort((one, other) => (one.to?.ordinal ?? 0) - (other.to?.ordinal ?? 0))
  const removed = rows
    .filter(({ to }) => to === null)
    .sort((one, other) => (one.from?.ordinal ?? 0) - (other.from?.ordinal ?? 0))
  const anchors = new Map<number, ClauseChange>()
  for (const row of ordered)
    for (const { ordinal } of row.merged ?? (row.from ? [row.from] : [])) anchors.set(ordinal, row)
  const behind = new Map<ClauseChange | null, ClauseChange[]>([[null, []]])
  for (const row of removed) {
    const ordinal = row.from?.ordinal ?? 0
    const anchor = anchors.get(ordinal - 1) ?? null
    if (anchor !== null) anchors.set(ordinal, anchor)
    const group = behind.get(anchor)
    if (group) group.push(row)
    else behind.set(anchor, [row])
  }
  return [null, ...ordered].flatMap((row) => [
    ...(row === null ? [] : [row]),
    ...(behind.get(row) ?? []),
  ])
}

function summaryOf(clauses: readonly ClauseChange[]): Record<Verdict, number> {
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<
    Verdict,
    number
  >
  for (const { verdict } of clauses) counts[verdict] += 1
  return counts
}
