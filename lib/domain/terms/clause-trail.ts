import type { ClauseChange, ClauseReference, Comparison } from './comparison/comparison.ts'

/** What one comparison says of the clauses that a clause had become. */
export type TrailStep = {
  readonly from: readonly ClauseReference[]
  readonly changes: readonly ClauseChange[]
  /** Empty once the clause is gone. */
  readonly to: readonly ClauseReference[]
  /** Whether the whole contract gave way to another here. */
  readonly replaced: boolean
}

/**
 * Where a clause went, comparison by comparison, from the first to where it is gone or to the last. A clause
 * may have become several, and several may have become one.
 */
export function followClause(
  clause: ClauseReference,
  comparisons: readonly Pick<Comparison, 'clauses' | 'replaced'>[],
): readonly TrailStep[] {
  const steps: TrailStep[] = []
  let current: readonly ClauseReference[] = [clause]
  for (const { clauses, replaced } of comparisons) {
    if (current.length === 0) break
    const changes = clauses.filter((change) => comesFrom(change, current))
    const to = inOrder(changes.flatMap(clausesAfter))
    steps.push({ from: current, changes, to, replaced })
    current = to
  }
  return steps
}

/** All clauses of the old version that a row speaks of. */
export function clausesBefore({ from, merged }: ClauseChange): readonly ClauseReference[] {
  return merged ?? (from === null ? [] : [from])
}

/** All clauses of the new version that a row speaks of. */
export function clausesAfter({ to, split }: ClauseChange): readonly ClauseReference[] {
  return split ?? (to === null ? [] : [to])
}

function comesFrom(change: ClauseChange, current: readonly ClauseReference[]): boolean {
  return clausesBefore(change).some(({ ordinal }) =>
    current.some((each) => each.ordinal === ordinal),
  )
}

function inOrder(clauses: readonly ClauseReference[]): readonly ClauseReference[] {
  const byOrdinal = new Map(clauses.map((clause) => [clause.ordinal, clause]))
  return [...byOrdinal.values()].sort((one, other) => one.ordinal - other.ordinal)
}
