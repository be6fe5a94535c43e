import { clausesAfter, clausesBefore } from './clause-trail.ts'
import type { ClauseReference, Comparison } from './comparison/comparison.ts'
import type { Mapping } from './mapping.ts'
import type { CeilingRule } from '../ledger/act.ts'

/** What a published version's clauses are about. */
export type PublishedMapping = {
  readonly mapped: readonly Row[]
  readonly ceilings: readonly (Row & { readonly rule: CeilingRule })[]
}

type Row = {
  readonly purpose: string
  readonly category: string | null
  readonly clause: Pick<ClauseReference, 'ordinal'>
}

export type CarriedMapping = {
  readonly mapping: Mapping
  /** Clauses that were mapped and are gone, in their order: what rested on them rests on nothing now. */
  readonly gone: readonly ClauseReference[]
}

/**
 * The mapping of the version before, on the clauses that its clauses became: all of them, where one was
 * split. A proposal to start from, since only a person knows what a new text is about.
 */
export function carryMapping(
  { mapped, ceilings }: PublishedMapping,
  { clauses }: Pick<Comparison, 'clauses'>,
): CarriedMapping {
  const became = new Map(
    clauses.flatMap((change) =>
      clausesBefore(change).map((clause) => [clause.ordinal, clausesAfter(change)] as const),
    ),
  )
  const after = ({ clause }: Row) => (became.get(clause.ordinal) ?? []).map(({ id }) => id)
  const named = new Set([...mapped, ...ceilings].map(({ clause }) => clause.ordinal))
  return {
    mapping: {
      clauses: withoutRepeats(
        mapped.flatMap((row) =>
          after(row).map((clause) => ({
            ...{ clause, purposes: [row.purpose] },
            categories: row.category === null ? [] : [row.category],
          })),
        ),
      ),
      ceilings: withoutRepeats(
        ceilings.flatMap((row) =>
          after(row).map((clause) => ({
            ...{ purpose: row.purpose, category: row.category, rule: row.rule, clause },
          })),
        ),
      ),
    },
    gone: clauses.flatMap((change) =>
      change.verdict === 'removed' && change.from !== null && named.has(change.from.ordinal)
        ? [change.from]
        : [],
    ),
  }
}

/** Two clauses that were merged may have said the same. */
function withoutRepeats<Value extends object>(rows: readonly Value[]): Value[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
}
