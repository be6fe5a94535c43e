import type { Clause, ParsedTerms } from '../parse-terms.ts'
import { type ClauseWords, joinWords, type Lexicon, wordsOfClause } from './clause-words.ts'
import type {
  ClauseChange,
  ClauseReference,
  Effect,
  Reason,
  Verdict,
  WordChange,
} from './comparison.ts'
import type { ExactPair } from './exact-pairs.ts'
import { reasonsOf, weigh } from './judge-change.ts'
import type { Match } from './join-parts.ts'
import { isBareHeading } from './match-clauses.ts'
import type { Reader } from './mentions.ts'
import { changedReferences } from './references.ts'
import { wholeChange, wordChanges } from './word-changes.ts'

/** What is known of the whole comparison when one clause's change is described. */
export type Circumstances = {
  lexicon: Lexicon
  reader: Reader
  /** Ordinals of the new version's clauses that kept their place among the others. */
  inPlace: ReadonlySet<number>
  /** The numbers that the clause with a number of the old version has now. */
  followers: ReadonlyMap<string, ReadonlySet<string>>
}

/** A clause whose words did not change. */
export function describeSame(
  from: ParsedTerms,
  to: ParsedTerms,
  [one, other]: ExactPair,
  { lexicon, inPlace }: Circumstances,
): ClauseChange {
  const [old, now] = [from.clauses[one], to.clauses[other]]
  const [was, is] = [from.wordings[one], to.wordings[other]]
  if (!old || !now || !was || !is) throw new Error(`there is no pair ${one}, ${other}`)
  const moves = movesOf([old], [now], inPlace)
  const isSame = old.digest === now.digest || plainSlice(was.slice) === plainSlice(is.slice)
  const changes =
    was.words === is.words
      ? [{ op: 'equal' as const, text: is.words }]
      : wordChanges(wordsOfClause(from, one, lexicon), wordsOfClause(to, other, lexicon), lexicon)
  return {
    verdict: moves.length > 0 ? 'moved' : isSame ? 'unchanged' : 'formatting',
    ...{
      from: referenceTo(old),
      to: referenceTo(now),
      effect: null,
      similarity: 1,
      reasons: moves,
    },
    changes: changes.filter(({ text }) => text !== ''),
  }
}

/** A list counter in front is the archive's, as are the blank lines around: neither is the clause's text. */
function plainSlice(slice: string): string {
  return slice
    .replace(/\r\n?/g, '\n')
    .replace(/^[\s\uFEFF]*(?:\d{1,9}[.)] +)?/, '')
    .trimEnd()
}

/** A clause with other words, and what they add up to. */
export function describeMatch(match: Match, circumstances: Circumstances): ClauseChange {
  const { lexicon, reader, inPlace } = circumstances
  const [from, to] = [joinWords(match.from), joinWords(match.to)]
  const { similarity } = match
  const clausesOf = (words: readonly ClauseWords[]) => words.map(({ clause }) => clause)
  const [old, now] = [clausesOf(match.from), clausesOf(match.to)]
  const changes =
    similarity < minSimilarity ? wholeChange(from.text, to.text) : wordChanges(from, to, lexicon)
  const mayBeNumbers = changes.every(({ op, text }) => op === 'equal' || isLikeNumber(text))
  const references = mayBeNumbers ? changedReferences(from.text, to.text) : null
  const isJudged = references === null && !match.to.every(isBareHeading)
  const judged = isJudged ? reasonsOf(reader.read(from), reader.read(to)) : []
  const effect = weigh(judged)
  const reasons: Reason[] = [
    ...judged,
    ...(references ?? []).map((each) => referenceReason(each, circumstances)),
    ...renamed(match),
    ...(isJudged ? replacedWord(changes) : []),
    ...movesOf(old, now, inPlace),
  ]
  return {
    verdict: references === null ? proposalOf(effect) : 'cross-reference',
    ...namesOf(match),
    ...{ effect, similarity, reasons, changes },
  }
}

/** "10.2", "IV and V", "A": what else was changed says more than where to look. */
function isLikeNumber(text: string): boolean {
  return text.length < 40 && (/\d/.test(text) || text.trim().length <= 4)
}

/** Below, what two texts have in common are the words that all texts share: showing those helps nobody. */
const minSimilarity = 0.3

function proposalOf(effect: Effect | null): Verdict {
  return effect === null ? 'rewritten' : effect === 'widens' ? 'widened' : 'narrowed'
}

/** A clause that one side does not have. */
export function describeOne(
  verdict: 'added' | 'removed',
  words: ClauseWords,
  { reader }: Circumstances,
): ClauseChange {
  const reference = referenceTo(words.clause)
  const mentions = reader.read(words)
  const isNew = verdict === 'added'
  const reasons = isNew ? reasonsOf(null, mentions) : reasonsOf(mentions, null)
  return {
    verdict,
    ...(isNew ? { from: null, to: reference } : { from: reference, to: null }),
    ...{ effect: weigh(reasons), similarity: 0, reasons },
    changes: isNew ? wholeChange(null, words.text) : wholeChange(words.text, null),
  }
}

function namesOf({ from, to }: Match): Pick<ClauseChange, 'from' | 'to' | 'merged' | 'split'> {
  const largest = (side: readonly ClauseWords[]) =>
    side.reduce((one, other) => (other.text.length > one.text.length ? other : one)).clause
  const all = (side: readonly ClauseWords[]) => side.map(({ clause }) => referenceTo(clause))
  return {
    ...{ from: referenceTo(largest(from)), to: referenceTo(largest(to)) },
    ...(from.length > 1 && { merged: all(from) }),
    ...(to.length > 1 && { split: all(to) }),
  }
}

function referenceTo({ ordinal, id, number, title }: Clause): ClauseReference {
  return { ordinal, id, number, title }
}

/** Another number; or, with the same one or none, another place. A number that is new or gone is dress. */
function movesOf(
  from: readonly Clause[],
  to: readonly Clause[],
  inPlace: ReadonlySet<number>,
): Reason[] {
  const [old, now] = [from[0], to[0]]
  if (!old || !now) return []
  const isRenumbered = old.number !== null && now.number !== null && old.number !== now.number
  if (isRenumbered)
    return [
      { kind: 'number', term: now.number ?? '', effect: null, side: 'to', from: old.number ?? '' },
    ]
  if (to.some(({ ordinal }) => inPlace.has(ordinal))) return []
  return [
    {
      kind: 'place',
      term: String(now.ordinal),
      effect: null,
      side: 'to',
      from: String(old.ordinal),
    },
  ]
}

function renamed({ from, to }: Match): Reason[] {
  const [old, now] = [from[0]?.clause.title, to[0]?.clause.title]
  if (old == null || now == null || old === now || from.length + to.length > 2) return []
  return [{ kind: 'name', term: now, effect: null, side: 'to', from: old }]
}

/** One word or name for another wherever it stands, and nothing else: a defined term with a new name. */
function replacedWord(changes: readonly WordChange[]): Reason[] {
  const changed = changes.filter(({ op }) => op !== 'equal')
  const [old, now] = changed.map(({ text }) => text.trim())
  const isSame = changed.every(({ op, text }, at) =>
    at % 2 === 0 ? op === 'delete' && text.trim() === old : op === 'insert' && text.trim() === now,
  )
  if (!isSame || old === undefined || now === undefined) return []
  if (![old, now].every((word) => /^\p{Lu}[^\d]{0,60}$/u.test(word) && isName(word))) return []
  return [{ kind: 'word', term: now, effect: null, side: 'to', from: old }]
}

/** "Your Content", "Terms of Service": no word but a short one begins small. */
function isName(text: string): boolean {
  return text.split(/\s+/).every((word) => /^\P{Ll}/u.test(word) || word.length <= 3)
}

function referenceReason(
  { from, to }: { from: string; to: string },
  { followers }: Circumstances,
): Reason {
  const now = followers.get(from)
  const follows = now === undefined ? null : now.has(to)
  return { kind: 'reference', term: to, effect: null, side: 'to', from, follows }
}
