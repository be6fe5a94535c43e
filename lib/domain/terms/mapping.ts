import { isKnown, findPurpose, type Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import type { CeilingRule } from '#lib/domain/ledger/act.ts'

/**
 * What the operator says a version's clauses are about, and what the text rules out. Clauses are named
 * by their anchor; frozen into rows by ordinal at publication.
 */
export type Mapping = {
  readonly clauses: readonly {
    readonly clause: string
    readonly purposes: readonly string[]
    /** Empty: all categories of the purpose. */
    readonly categories: readonly string[]
  }[]
  readonly ceilings: readonly {
    readonly purpose: string
    /** Null: all categories. */
    readonly category: string | null
    readonly rule: CeilingRule
    readonly clause: string
  }[]
}

export const emptyMapping: Mapping = { clauses: [], ceilings: [] }

/**
 * A mapping as it was kept. It was checked when it was saved.
 * @throws on anything that is no mapping: the row was written by somebody else
 */
export function storedMapping(value: unknown): Mapping {
  if (typeof value === 'object' && value !== null && 'clauses' in value && 'ceilings' in value)
    return value as Mapping
  throw new Error('mapping_draft.content is no mapping')
}

/** A clause as a mapping may name it: by anchor or, where it has one, by its printed number. */
export type MappableClause = {
  readonly ordinal: number
  readonly id: string
  readonly number: string | null
}

export type FrozenMapping = {
  readonly purposes: readonly FrozenRow[]
  readonly ceilings: readonly (FrozenRow & { readonly rule: CeilingRule })[]
}

type FrozenRow = {
  readonly clauseOrdinal: number
  readonly purpose: string
  readonly category: string | null
}

/** Rows to publish, and one sentence for each thing in the mapping that does not exist. */
export function freezeMapping(
  mapping: Mapping,
  clauses: readonly MappableClause[],
  catalogue: Catalogue,
): { readonly frozen: FrozenMapping; readonly problems: readonly string[] } {
  const problems: string[] = []
  const ordinalOf = (name: string): number => {
    const clause = findClause(clauses, name)
    if (clause === null) problems.push(`This version has no clause "${name}".`)
    return clause?.ordinal ?? -1
  }
  const row = (name: string, purpose: string, category: string | null): FrozenRow => {
    if (!exists(catalogue, purpose, category))
      problems.push(`The catalogue has no "${[purpose, category].filter(Boolean).join(' / ')}".`)
    return { clauseOrdinal: ordinalOf(name), purpose, category }
  }
  const purposes = mapping.clauses.flatMap(({ clause, purposes, categories }) =>
    purposes.flatMap((purpose) =>
      (categories.length === 0 ? [null] : categories).map((category) =>
        row(clause, purpose, category),
      ),
    ),
  )
  const ceilings = mapping.ceilings.map(({ clause, purpose, category, rule }) => ({
    ...row(clause, purpose, category),
    rule,
  }))
  return { frozen: { purposes, ceilings }, problems: [...new Set(problems)] }
}

function findClause(clauses: readonly MappableClause[], name: string): MappableClause | null {
  return (
    clauses.find(({ id }) => id === name) ?? clauses.find(({ number }) => number === name) ?? null
  )
}

/** Category null means all of a purpose, for sharing as for features. */
function exists(catalogue: Catalogue, purpose: string, category: string | null): boolean {
  if (category === null) return findPurpose(catalogue, purpose) !== null
  const found = findPurpose(catalogue, purpose)
  return found?.kind === 'feature'
    ? found.categories.includes(category)
    : isKnown(catalogue, purpose, category) === 'known'
}
