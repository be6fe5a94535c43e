import type { TermKind } from './vocabulary.ts'

/**
 * What became of a clause. `narrowed` and `widened` are proposals with their reasons: a person decides.
 * - `unchanged`: the same text; list counters and blank lines around it may differ.
 * - `formatting`: the same words, dressed or spaced in another way.
 * - `cross-reference`: the same words but for the numbers of clauses they refer to.
 * - `moved`: the same words under another number or in another place.
 * - `rewritten`: other words, of which nothing is known to give the platform more or less.
 */
export type Verdict = (typeof verdicts)[number]

export const verdicts = [
  ...(['unchanged', 'formatting', 'cross-reference', 'moved', 'narrowed', 'widened'] as const),
  ...(['rewritten', 'added', 'removed'] as const),
] as const

/** Whether nobody needs to look: all other verdicts are a person's to confirm. */
export function isDecidedByMachine(verdict: Verdict): boolean {
  return verdict === 'unchanged' || verdict === 'formatting'
}

export type Effect = 'widens' | 'narrows'

/** From the account's side: what widens gives the platform more, what narrows gives it less. */
export type Reason = Judged | Told

/** Bears on what a consent rests on. */
export type Judged = {
  effect: Effect
  /** The version whose text says it: `to` for what appears, `from` for what is gone. */
  side: Side
  /** How much it counts beside others, from 1 to 3. */
  weight: number
} & (
  | { kind: TermKind; term: string }
  /** Days that grew or shrank; null where a side has no such period. */
  | { kind: 'period'; term: 'retention' | 'notice'; from: number | null; to: number | null }
)

/** Tells what happened, and bears on nothing. `from` and `term` are what it was and is. */
export type Told = { effect: null; side: 'to'; from: string; term: string } & (
  | { kind: 'number' | 'place' | 'name' | 'word' }
  /** `follows`: both name the same clause, which has another number now; null where the old number is gone. */
  | { kind: 'reference'; follows: boolean | null }
)

export type Side = 'from' | 'to'

export type ClauseReference = {
  ordinal: number
  id: string
  number: string | null
  title: string | null
}

/**
 * A run of words. `equal` and `delete` joined are the words of `from` as `normaliseText` leaves them, without
 * the clause's number; `equal` and `insert` those of `to`, byte for byte. Where several clauses were merged or
 * split, theirs joined by a space.
 */
export type WordChange = { op: 'equal' | 'insert' | 'delete'; text: string }

export type ClauseChange = {
  verdict: Verdict
  /** Null for an added clause. */
  from: ClauseReference | null
  /** Null for a removed one. */
  to: ClauseReference | null
  /** All clauses that became `to`, `from` among them, in their order; they have no other row. */
  merged?: ClauseReference[]
  /** All clauses that `from` became, `to` among them, in their order; they have no other row. */
  split?: ClauseReference[]
  /** What it does to consents that rest on its clauses, as proposed; null: neither. */
  effect: Effect | null
  /** The share of both sides' pairs of neighbouring words that the other has too, from 0 to 1. */
  similarity: number
  reasons: Reason[]
  changes: WordChange[]
}

/** Plain data: pages render it, and a publication freezes it. */
export type Comparison = {
  /** The new text is another contract: only clauses with exactly the same words are paired. */
  replaced: boolean
  /** The two texts seem to be in different languages or scripts. */
  otherLanguage: boolean
  /**
   * Whether the texts were read for what gives the platform more or less. Only English is: of others nothing
   * is proposed, and `narrowed` and `widened` are a person's alone.
   */
  judged: boolean
  summary: Record<Verdict, number>
  /** In the order of the new version; what was removed stands behind what it followed. */
  clauses: ClauseChange[]
}
