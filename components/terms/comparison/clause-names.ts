import type { ClauseReference } from '#lib/domain/terms/comparison/comparison.ts'
import type { ChangeRow } from '#lib/queries/terms-changes.ts'

/** A clause as it is cited: "10.2 Service data". One without number and title is named by its place. */
export function clauseName({ id, number, title, ordinal }: ClauseReference): string {
  const words = [number, title].filter((part) => part !== null).join(' ')
  if (words !== '') return words
  return id === 'preamble' ? 'Opening' : `Part ${ordinal + 1}`
}

/** The shortest name that is clear beside others: its number, or else its title. */
export function clauseShortName(clause: ClauseReference): string {
  return clause.number ?? clauseName(clause)
}

export type RowName = {
  /** As the clause is called now; as it was called, where it is gone. */
  readonly name: string
  /** As it was called before, where that is another name, or other clauses. */
  readonly before: string | null
}

export function rowName({ from, to }: Pick<ChangeRow, 'from' | 'to'>): RowName {
  const [was, is] = [joined(from), joined(to)]
  if (to.length === 0) return { name: was, before: null }
  return { name: is, before: from.length === 0 || was === is ? null : was }
}

function joined(clauses: readonly ClauseReference[]): string {
  return new Intl.ListFormat('en-GB').format(clauses.map(clauseName))
}
