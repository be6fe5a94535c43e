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
export type Reason =
  | {
      kind: TermKind
      term: string
      effect: Effect
      /** The version whose text says it: `to` for what appears, `from` for what is gone. */
      side: Side
    }
  | {
      /** A period in days that grew or shrank, or one that only one side has (then the other is null). */
      kind: 'period'
      term: 'retention' | 'notice'
      effect: Effect
      side: Side
      from: number | null
      to: number | null
    }
  | {
      /** `follows`: both name the same clause, which has another number now. Null where a side has no such clause. */
      kind: 'reference'
      term: string
      effect: null
      side: Side
      from: string
      follows: boolean | null
    }
  | { kind: 'number' | 'place' | 'name'; term: string; effect: null; side: Side; from: string }

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
  /** The share of both sides' words that the other has too, from 0 to 1. */
  similarity: number
  reasons: Reason[]
  changes: WordChange[]
}

/** Plain data: pages render it, and a publication freezes it. */
export type Comparison = {
  /** The new text is another contract: only clauses with exactly the same words are paired. */
  replaced: boolean
  /** Replaced by a text that seems to be in another language or script. */
  otherLanguage: boolean
  summary: Record<Verdict, number>
  /** In the order of the new version; what was removed stands behind what it followed. */
  clauses: ClauseChange[]
}

/** What a row does to consents that rest on its clauses, as proposed. Null: neither. */
export function effectOf({ verdict, reasons }: ClauseChange): Effect | null {
  if (verdict === 'widened') return 'widens'
  if (verdict === 'narrowed') return 'narrows'
  if (verdict !== 'added' && verdict !== 'removed') return null
  if (reasons.some(({ effect }) => effect === 'widens')) return 'widens'
  return reasons.some(({ effect }) => effect === 'narrows') ? 'narrows' : null
}
