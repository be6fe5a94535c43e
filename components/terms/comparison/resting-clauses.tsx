import { listOf } from '#components/ui/list-of.ts'
import type { AccountChangesView, RestingPurpose } from '#lib/queries/account-changes.ts'
import type { ChangeRow, TermsChangesView } from '#lib/queries/terms-changes.ts'
import { ClauseChange } from './clause-change.tsx'
import { clauseShortName } from './clause-names.ts'

type Props = {
  purposes: readonly RestingPurpose[]
  changes: TermsChangesView
  agreedFor: AccountChangesView['agreedFor']
}

/** The clauses that the reader's own answers rest on: those that changed, then those that say the same. */
export function RestingClauses({ purposes, changes, agreedFor }: Props) {
  const shown = restingRows(purposes, changes)
  const rows = changes.rows.filter(({ key }) => shown.has(key))
  const same = purposes.filter((purpose) => sameRows(purpose, changes).length > 0)
  if (purposes.length === 0) return <p className="text-soft">{nothing[agreedFor]}</p>
  return (
    <>
      <p className="max-w-measure">
        {rows.length === 0
          ? `No clause that ${whose[agreedFor]} rest on has changed.`
          : `${rows.length === 1 ? 'One clause' : `${rows.length} clauses`} that ${whose[agreedFor]} rest on ${rows.length === 1 ? 'has' : 'have'} changed.`}
      </p>
      <div className="clause-changes mt-8">
        {rows.map((row) => (
          <ClauseChange
            key={row.key}
            row={ofThese(row, purposes)}
            compared={changes}
            textShown={!changes.replaced}
          />
        ))}
      </div>
      {same.length === 0 ? null : (
        <ul className="mt-8 max-w-measure text-sm text-soft">
          {same.map((purpose) => (
            <li key={purpose.key} className="mt-1">
              {purpose.title} also rests on {clausesOf(sameRows(purpose, changes))}, which say the
              same.
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const nothing = {
  self: 'You have said yes to nothing here that rests on these terms.',
  account: 'Your organisation permits nothing that rests on these terms.',
} as const

const whose = { self: 'your answers', account: 'your organisation’s permissions' } as const

/** Keys of the rows that changed and that one of these purposes rests on. */
export function restingRows(
  purposes: readonly RestingPurpose[],
  { rows }: TermsChangesView,
): ReadonlySet<string> {
  const resting = new Set(purposes.flatMap((purpose) => purpose.rows))
  const changed = rows.filter((row) => resting.has(row.key) && !saysTheSame(row))
  return new Set(changed.map(({ key }) => key))
}

function sameRows(purpose: RestingPurpose, { rows }: TermsChangesView): readonly ChangeRow[] {
  return rows.filter((row) => purpose.rows.includes(row.key) && saysTheSame(row))
}

function saysTheSame({ verdict }: ChangeRow): boolean {
  return verdict === 'unchanged' || verdict === 'formatting' || verdict === 'moved'
}

/** Of all that rests on a clause, what is the reader's own. */
function ofThese(row: ChangeRow, purposes: readonly RestingPurpose[]): ChangeRow {
  const own = new Set(purposes.map(({ key }) => key))
  return { ...row, purposes: row.purposes.filter(({ key }) => own.has(key)) }
}

function clausesOf(rows: readonly ChangeRow[]): string {
  return listOf(rows.flatMap(({ to }) => to.map(clauseShortName)))
}
