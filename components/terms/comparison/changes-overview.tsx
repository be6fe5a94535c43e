import type { Verdict } from '#lib/domain/terms/comparison/comparison.ts'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { paths } from '#lib/paths.ts'
import type { TermsChangesView } from '#lib/queries/terms-changes.ts'
import { ChangeStrip } from './change-strip.tsx'
import { verdictOrder, verdictWords } from './verdict-words.ts'

/** The whole change at a glance: what the operator says of it, the strip, the counts, and who judged. */
export function ChangesOverview({
  changes,
  placeOf = (verdict) => verdict,
}: {
  changes: TermsChangesView
  /** The id of what shows the clauses of a verdict. */
  placeOf?: (verdict: Verdict) => string
}) {
  const { counts, rows } = changes
  return (
    <div className="grid gap-8">
      {changes.replaced ? <Replaced changes={changes} /> : null}
      {changes.judged ? null : <NotJudged changes={changes} />}
      <InShort changes={changes} />
      <ChangeStrip rows={rows} counts={counts} />
      <ul className="flex flex-wrap gap-x-8 gap-y-1">
        {verdictOrder
          .filter((verdict) => counts[verdict] > 0)
          .map((verdict) => (
            <li key={verdict}>
              <Count verdict={verdict} count={counts[verdict]} place={placeOf(verdict)} />
            </li>
          ))}
      </ul>
      <WhoJudged changes={changes} />
    </div>
  )
}

const languageName = new Intl.DisplayNames('en-GB', { type: 'language' })

/** The operator's own words on each version on the way, and nobody else's. */
function InShort({ changes: { operator, summaries } }: { changes: TermsChangesView }) {
  if (summaries.length === 0) return null
  const languages = new Set(summaries.map(({ language }) => language))
  return (
    <section aria-labelledby="in-short" className="grid max-w-measure gap-4">
      <h2 id="in-short" className="font-semibold">
        In short, by {operator}
      </h2>
      {summaries.map(({ number, language, text }) => (
        <div key={`${number} ${language}`}>
          {summaries.length === 1 ? null : (
            <p className="text-sm text-soft">
              Version {number}
              {languages.size === 1 ? null : `, in ${languageName.of(language) ?? language}`}
            </p>
          )}
          <p lang={language} className="mt-1 font-serif text-lg whitespace-pre-line">
            {text}
          </p>
        </div>
      ))}
    </section>
  )
}

function Count({ verdict, count, place }: { verdict: Verdict; count: number; place: string }) {
  const [one, several] = verdictWords[verdict].counted
  return (
    <a href={`#${place}`} className="inline-flex min-h-8 items-baseline gap-1.5">
      <strong className="text-lg tabular-nums">{count}</strong>
      <span>{count === 1 ? one : several}</span>
    </a>
  )
}

function Replaced({ changes: { slug, from, to, otherLanguage } }: { changes: TermsChangesView }) {
  return (
    <NoticeBox kind="warn" title="the contract was replaced as a whole.">
      <p>
        Hardly anything of version {from.number} is left in version {to.number}
        {otherLanguage ? ', and the two seem to be in different languages' : ''}. Read{' '}
        <a href={paths.termsVersion(slug, to.number)}>version {to.number}</a> as a new text.
      </p>
    </NoticeBox>
  )
}

/** What a machine does not say must not be taken for "neither more nor less". */
function NotJudged({
  changes: { operator, otherLanguage, replaced, rows },
}: {
  changes: TermsChangesView
}) {
  const isReviewed = rows.some(({ reviewed }) => reviewed !== null)
  return (
    <NoticeBox title="no machine has judged these changes.">
      <p>
        {otherLanguage && !replaced ? 'The two texts seem to be in different languages. ' : null}
        Only English texts are read for what gives the platform more or less. Of these you see what
        changed.{' '}
        {isReviewed
          ? `Where it says that a clause gives more or less, a person at ${operator} said so.`
          : 'What it means is for you to judge.'}
      </p>
    </NoticeBox>
  )
}

/** A judgement is a proposal until a person has confirmed it, and the reader is told which is which. */
function WhoJudged({ changes: { rows, operator } }: { changes: TermsChangesView }) {
  const proposed = rows.filter(({ isProposal }) => isProposal).length
  const reviewed = rows.filter((row) => row.reviewed !== null).length
  if (proposed === 0 && reviewed === 0) return null
  return (
    <p className="max-w-measure text-sm text-soft">
      {proposed === 0 ? null : (
        <>
          <strong className="text-ink">Worked out by a machine.</strong> Where it says that a clause
          gives the platform more or less, that is a proposal, made from the words alone.{' '}
          {reviewed === 0
            ? 'No person has confirmed it. Judge by the words beside it.'
            : `What ${operator} has confirmed says so.`}
        </>
      )}
      {proposed === 0 ? `A person at ${operator} confirmed what became of each clause.` : null}
    </p>
  )
}
