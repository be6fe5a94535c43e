import Link from 'next/link'
import type { ReactNode } from 'react'
import { listOf } from '#components/ui/list-of.ts'
import { formatInstant } from '#components/ui/format-instant.ts'
import { Sentence } from '#components/ui/sentence.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { AccountTermsView } from '#lib/queries/account-terms.ts'
import type { EndedUse, HomeView, QuestionSummary } from '#lib/queries/home.ts'

type Account = { readonly slug: string; readonly name: string }

/** What holds for the reader now: the terms, and apart from them the two questions, each on its own. */
export function InForce({ home, account }: { home: HomeView; account: Account }) {
  return (
    <div className="grid gap-9">
      {home.terms.length === 0 ? (
        <p className="max-w-measure text-soft">
          No terms are published yet. Once they are, you can read them here.
        </p>
      ) : null}
      {home.terms.map((terms) => (
        <TermsInForce key={`${terms.slug} ${terms.number}`} terms={terms} account={account} />
      ))}
      <Features summary={home.features} account={account} />
      <Sharing summary={home.sharing} account={account} operator={home.operator} />
      {home.ended.map((use) => (
        <Ended key={use.title} use={use} operator={home.operator} />
      ))}
    </div>
  )
}

function TermsInForce({ terms, account }: { terms: AccountTermsView; account: Account }) {
  const { answer, acceptedNumber } = terms
  return (
    <Statement
      href={paths.accountTerms(account.slug)}
      action="See the terms"
      also={
        terms.isScheduled ? null : (
          <Link
            href={paths.accountChanges(account.slug, terms.slug)}
            prefetch={false}
            className="inline-flex min-h-8 items-center"
          >
            What changed since you agreed
          </Link>
        )
      }
      sentence={
        <Sentence
          mark={answer === null || answer.answer === 'later' ? 'asked' : markOf[answer.answer]}
          about={`${terms.title}, version ${terms.number}`}
          state={
            <>
              {terms.isScheduled ? 'takes force on ' : 'in force since '}
              <Timestamp at={terms.inForceFrom} detail="day" />.
            </>
          }
        >
          {account.name} {answer === null ? 'has not answered' : answered[answer.answer]}
          {answer?.until == null ? null : <>, by {formatInstant(answer.until, 'day')}</>}
          {acceptedNumber === null ? '.' : `; the last it accepted is version ${acceptedNumber}.`}
        </Sentence>
      }
    />
  )
}

const markOf = { accept: 'given', decline: 'not-given' } as const

const answered = {
  accept: 'accepted it',
  decline: 'declined it',
  later: 'will decide later',
} as const

function Features({ summary, account }: { summary: QuestionSummary; account: Account }) {
  const { runs, leavesOut } = summary
  return (
    <Statement
      href={paths.features(account.slug)}
      action="AI features"
      sentence={
        <Sentence
          mark={runs.length > 0 ? 'given' : 'not-given'}
          about="AI features"
          state={
            runs.length === 0
              ? 'none includes you.'
              : `${runs.length} of ${summary.purposes} include you.`
          }
        >
          {runs.length === 0 ? null : `What you bring is worked on by ${inPlain(runs)}. `}
          {leavesOut.length === 0 ? null : `${leavingOut(leavesOut)} `}
          {summary.permitted === 0 ? `${account.name} has them off for everyone.` : null}
        </Sentence>
      }
    />
  )
}

function Sharing({
  summary,
  account,
  operator,
}: {
  summary: QuestionSummary
  account: Account
  operator: string
}) {
  const { runs } = summary
  return (
    <Statement
      href={paths.sharing(account.slug)}
      action="Content sharing"
      sentence={
        <Sentence
          mark={runs.length > 0 ? 'given' : 'not-given'}
          about="Content sharing"
          state={runs.length === 0 ? 'nothing of yours is shared.' : 'some of yours is shared.'}
        >
          {runs.length === 0
            ? `${operator} may not use your content for its own purposes. `
            : `${operator} may use it for ${inPlain(runs)}. `}
          {summary.permitted === 0 ? `${account.name} has it off for everyone.` : null}
        </Sentence>
      }
    />
  )
}

/** Nothing is asked of the reader: they are told. */
function Ended({ use, operator }: { use: EndedUse; operator: string }) {
  return (
    <Sentence
      mark="forbidden"
      about={use.title}
      state={
        <>
          {operator} ended this on <Timestamp at={use.at} detail="day" />.
        </>
      }
    >
      {use.endedYes ? 'Your yes ended with it. ' : null}
      {use.reason}
    </Sentence>
  )
}

function Statement({
  sentence,
  href,
  action,
  also = null,
}: {
  sentence: ReactNode
  href: string
  action: string
  also?: ReactNode
}) {
  return (
    <div>
      {sentence}
      <p className="mt-1 flex flex-wrap gap-x-6 ps-9 text-sm">
        <Link href={href} className="inline-flex min-h-8 items-center">
          {action}
        </Link>
        {also}
      </p>
    </div>
  )
}

function leavingOut(titles: readonly string[]): string {
  const [first = '', ...rest] = titles
  const rests = rest.map(lowerFirst)
  return `${listOf([first, ...rests])} ${rest.length === 0 ? 'leaves' : 'leave'} you out.`
}

/** Titles in the middle of a sentence begin small: "meeting summary and chat compose". */
function inPlain(titles: readonly string[]): string {
  return listOf(titles.map(lowerFirst))
}

function lowerFirst(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1)
}
