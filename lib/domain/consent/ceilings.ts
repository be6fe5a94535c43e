import type { Ceiling } from '@assent/decision'

export { strictestCeiling, type Ceiling } from '@assent/decision'

/** What a published terms version forbids or offers no choice about. Category null: all of the purpose. */
export type CeilingRow = {
  readonly purpose: string
  readonly category: string | null
  readonly rule: Exclude<Ceiling, 'open' | 'ended'>
}

/**
 * The ceilings of terms versions for one purpose and category: of each document's version in force,
 * and of those the person consented under. Feed the list to the resolution as it is: the strictest
 * governs. A feature is one question about several inputs (category null): a rule about any of its
 * inputs then counts for all of it, since nobody can say yes to a part of it.
 */
export function ceilingsFor(
  rowsByVersion: readonly (readonly CeilingRow[])[],
  purpose: string,
  category: string | null,
): readonly Ceiling[] {
  return rowsByVersion.flatMap((rows) =>
    rows
      .filter((row) => row.purpose === purpose && bearsOn(row.category, category))
      .map((row) => row.rule),
  )
}

function bearsOn(ruled: string | null, asked: string | null): boolean {
  return ruled === null || asked === null || ruled === asked
}
