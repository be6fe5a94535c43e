import { listOf } from '#components/ui/list-of.ts'
import { paths } from '#lib/paths.ts'
import type { ChangeRow, TermsChangesView } from '#lib/queries/terms-changes.ts'
import { clauseShortName, rowName } from './clause-names.ts'
import { verdictWords } from './verdict-words.ts'
import { WordChanges } from './word-changes.tsx'

export type Compared = Pick<TermsChangesView, 'slug' | 'operator' | 'from' | 'to'>

/** One clause: what became of it and why, its words before and after, and its place in both versions. */
export function ClauseChange({
  row,
  compared,
  textShown = true,
  id = row.key,
}: {
  row: ChangeRow
  compared: Compared
  /** False where the text is to be read as a whole, not beside another. */
  textShown?: boolean
  /** A clause may stand on a page twice. */
  id?: string
}) {
  const { name, before } = rowName(row)
  return (
    <article aria-labelledby={id} className="clause-change">
      <h3 id={id} className="font-serif text-xl font-semibold text-balance">
        {name}
      </h3>
      {before === null ? null : <p className="text-sm text-soft">Before: {before}</p>}
      <Judgement row={row} operator={compared.operator} />
      {textShown && row.changes.length > 0 ? (
        <WordChanges
          changes={row.changes}
          labels={{ old: `Version ${compared.from.number}`, new: `Version ${compared.to.number}` }}
        />
      ) : null}
      <Places row={row} compared={compared} />
    </article>
  )
}

/** The verdict as a sentence, who says so, the reasons, and what is asked on the strength of the clause. */
function Judgement({ row, operator }: { row: ChangeRow; operator: string }) {
  const { effect, isProposal, reviewed, reasons, purposes } = row
  return (
    <div className="mt-2 max-w-measure">
      <p>
        <strong>{sentenceOf(row)}</strong> {isProposal ? 'A machine’s proposal.' : null}
        {reviewed === null ? null : wordOf(reviewed, operator)}
      </p>
      {reviewed?.note ? <p className="mt-1">{reviewed.note}</p> : null}
      {reasons.length === 0 ? null : (
        <ul className="prose mt-1 text-sm">
          {reasons.map((reason) => (
            <li key={reason.sentence}>
              {reason.sentence} {effectWords(reason.effect, effect)}
            </li>
          ))}
        </ul>
      )}
      {purposes.length === 0 ? null : (
        <p className="mt-1 text-sm text-soft">
          {listOf(purposes.map(({ title }) => title))} {purposes.length === 1 ? 'rests' : 'rest'} on
          this clause.
        </p>
      )}
    </div>
  )
}

/** Who says so; and where the operator said otherwise than was proposed, what that was. */
function wordOf({ overruled }: NonNullable<ChangeRow['reviewed']>, operator: string): string {
  if (overruled === null) return `Confirmed by ${operator.replace(/\.$/, '')}.`
  const proposed = verdictWords[overruled].state.slice(0, -1)
  return `${operator} says so. A machine had proposed: it ${proposed}.`
}

function sentenceOf({ verdict, effect, from, to }: ChangeRow): string {
  const said = verdictWords[verdict].state.slice(0, -1)
  const merged = from.length > 1 ? `It was made of ${numbers(from)}. ` : ''
  const split = to.length > 1 ? `${numbers(from)} became ${numbers(to)}. ` : ''
  const link = verdict === 'added' ? 'and' : verdict === 'removed' ? 'which' : null
  const gives =
    link === null || effect === null ? '' : `, ${link} gives the platform ${amount(effect)}`
  return `${merged}${split}It ${said}${gives}.`
}

function numbers(clauses: ChangeRow['from']): string {
  return listOf(clauses.map(clauseShortName))
}

function amount(effect: NonNullable<ChangeRow['effect']>): string {
  return effect === 'widens' ? 'more' : 'less'
}

/** Said of a reason only where the verdict has not said it already. */
function effectWords(reason: ChangeRow['effect'], whole: ChangeRow['effect']): string | null {
  return reason === null || reason === whole ? null : `That gives the platform ${amount(reason)}.`
}

/** Plain links: a page has hundreds, and none is worth fetching before it is followed. */
function Places({ row, compared: { slug, from, to } }: { row: ChangeRow; compared: Compared }) {
  const places = [
    ...row.from.map((clause) => ({ clause, version: from.number })),
    ...row.to.map((clause) => ({ clause, version: to.number })),
  ]
  return (
    <p className="no-print mt-3 flex flex-wrap gap-x-6 text-sm">
      {places.map(({ clause, version }) => (
        <a
          key={`${version} ${clause.id}`}
          href={`${paths.termsVersion(slug, version)}#${clause.id}`}
          className="inline-flex min-h-8 items-center"
        >
          {clauseShortName(clause)} in version {version}
        </a>
      ))}
    </p>
  )
}
