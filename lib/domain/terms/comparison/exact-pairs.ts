import type { Clause } from '../parse-terms.ts'

/** Ordinals of a clause on each side that have the same words. */
export type ExactPair = readonly [from: number, to: number]

/**
 * Pairs clauses with the same words. Where several have them (headings, "Reserved."), first those that have
 * the same number too, then in the order of the documents.
 */
export function exactPairs(from: readonly Clause[], to: readonly Clause[]): ExactPair[] {
  const pairs: ExactPair[] = []
  const old = groupByWords(from)
  for (const [words, added] of groupByWords(to)) {
    const gone = old.get(words)
    if (gone !== undefined) pairGroups(gone, added, pairs)
  }
  return pairs.sort((one, other) => one[1] - other[1])
}

function groupByWords(clauses: readonly Clause[]): Map<string, Clause[]> {
  const groups = new Map<string, Clause[]>()
  for (const clause of clauses) {
    const group = groups.get(clause.textDigest)
    if (group) group.push(clause)
    else groups.set(clause.textDigest, [clause])
  }
  return groups
}

function pairGroups(gone: readonly Clause[], added: readonly Clause[], pairs: ExactPair[]): void {
  const byId = new Map(gone.map((clause) => [clause.id, clause]))
  const paired = new Set<Clause>()
  for (const clause of added) {
    const same = byId.get(clause.id)
    if (same === undefined) continue
    pairs.push([same.ordinal, clause.ordinal])
    paired.add(same).add(clause)
  }
  const rest = gone.filter((clause) => !paired.has(clause)).values()
  for (const clause of added) {
    if (paired.has(clause)) continue
    const next = rest.next()
    if (next.done) return
    pairs.push([next.value.ordinal, clause.ordinal])
  }
}
