import type { ReactNode } from 'react'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { paths } from '#lib/paths.ts'
import type { Verdict } from '#lib/domain/terms/comparison/comparison.ts'
import type { ChangeRow, TermsChangesView } from '#lib/queries/terms-changes.ts'
import { ClauseChange } from './clause-change.tsx'
import { clauseName, rowName } from './clause-names.ts'
import { verdictOrder, verdictWords } from './verdict-words.ts'

/**
 * The clauses by what became of them: what reaches further first and open, what says the same last and
 * folded. `without`: rows that the page has shown before these.
 */
export function ChangeGroups({
  changes,
  without = new Set(),
}: {
  changes: TermsChangesView
  without?: ReadonlySet<string>
}) {
  const rest = changes.rows.filter(({ key }) => !without.has(key))
  const groups = verdictOrder
    .map((verdict) => ({ verdict, rows: rest.filter((row) => row.verdict === verdict) }))
    .filter(({ rows }) => rows.length > 0)
  return groups.map(({ verdict, rows }) => (
    <Group
      key={verdict}
      verdict={verdict}
      rows={rows}
      above={changes.counts[verdict] - rows.length}
    >
      <Clauses rows={rows.filter((row) => isShown(row, changes))} changes={changes} />
      <ClauseList
        rows={rows.filter((row) => !isShown(row, changes))}
        changes={changes}
        isRest={rows.some((row) => isShown(row, changes))}
      />
    </Group>
  ))
}

/** Of clauses that say the same the names are enough; of another contract, whatever gives or takes nothing. */
function isShown({ verdict, effect }: ChangeRow, { replaced }: TermsChangesView): boolean {
  if (replaced) return verdict === 'added' && effect !== null
  return verdict !== 'unchanged' && verdict !== 'formatting' && verdict !== 'moved'
}

function Group({
  verdict,
  rows,
  above,
  children,
}: {
  verdict: Verdict
  rows: readonly ChangeRow[]
  /** How many of the same verdict the page has shown before. */
  above: number
  children: ReactNode
}) {
  return (
    <section aria-labelledby={verdict} className="mt-12 border-t border-rule pt-6">
      <h2 id={verdict} className="font-serif text-2xl font-[520] text-balance">
        {verdictWords[verdict].title}{' '}
        <span className="font-sans text-lg font-normal text-soft tabular-nums">
          <span className="sr-only">: </span>
          {rows.length}
        </span>
      </h2>
      {above === 0 ? null : (
        <p className="mt-1 text-soft">
          {above} more {above === 1 ? 'stands' : 'stand'} above.
        </p>
      )}
      <Effects rows={rows} verdict={verdict} />
      <div className="mt-4">{children}</div>
    </section>
  )
}

/** Of what is new or gone: how much of it gives the platform more or less. */
function Effects({ rows, verdict }: { rows: readonly ChangeRow[]; verdict: Verdict }) {
  if (verdict !== 'added' && verdict !== 'removed') return null
  const count = (effect: ChangeRow['effect']) => rows.filter((row) => row.effect === effect).length
  const [more, less] = [count('widens'), count('narrows')]
  if (more === 0 && less === 0) return null
  return (
    <p className="mt-2 max-w-measure text-soft">
      {more} of them {more === 1 ? 'gives' : 'give'} the platform more, {less}{' '}
      {less === 1 ? 'gives' : 'give'} it less.
    </p>
  )
}

function Clauses({ rows, changes }: { rows: readonly ChangeRow[]; changes: TermsChangesView }) {
  if (rows.length === 0) return null
  return (
    <div className="clause-changes mb-6">
      {rows.map((row) => (
        <ClauseChange key={row.key} row={row} compared={changes} textShown={!changes.replaced} />
      ))}
    </div>
  )
}

function ClauseList({
  rows,
  changes,
  isRest,
}: {
  rows: readonly ChangeRow[]
  changes: TermsChangesView
  /** Others of the same verdict stand above. */
  isRest: boolean
}) {
  if (rows.length === 0) return null
  const which = rows.length === 1 ? 'clause' : `${rows.length} clauses`
  return (
    <Disclosure summary={`Show the ${isRest ? 'other ' : ''}${which}`}>
      <ul className="text-sm">
        {rows.map((row) => (
          <li key={row.key}>
            <ListedClause row={row} changes={changes} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

/** Leads to the clause as it is now, or as it was where it is gone. */
function ListedClause({
  row,
  changes: { slug, from, to },
}: {
  row: ChangeRow
  changes: TermsChangesView
}) {
  const { before } = rowName(row)
  const [clauses, version] = row.to.length > 0 ? [row.to, to] : [row.from, from]
  return (
    <>
      {clauses.map((clause) => (
        <a
          key={clause.id}
          href={`${paths.termsVersion(slug, version.number)}#${clause.id}`}
          className="me-3 inline-block py-1"
        >
          {clauseName(clause)}
        </a>
      ))}
      {before === null ? null : <span className="text-soft">Before: {before}. </span>}
      {row.verdict === 'moved' && before === null ? (
        <span className="text-soft">It stands in another place.</span>
      ) : null}
    </>
  )
}
