import Link from 'next/link'
import type { ReactNode } from 'react'
import { listOf } from '#components/ui/list-of.ts'
import { Sentence } from '#components/ui/sentence.tsx'
import { paths } from '#lib/paths.ts'
import type { QuestionThen, StateView } from '#lib/queries/state.ts'
import {
  answerThen,
  markThen,
  permittedThen,
  saidThen,
  stateThen,
  stoodAlike,
  yesThen,
  type StoodAlike,
} from './state-words.ts'

/** What was in force at a past instant for one person: "You", or the name of whom an auditor reads about. */
export function StateThen({
  state,
  who,
  accountName,
}: {
  state: StateView
  who: string
  accountName: string
}) {
  const features = state.questions.filter(({ kind }) => kind === 'feature')
  const sharing = state.questions.filter(({ kind }) => kind === 'sharing')
  return (
    <div className="grid gap-10">
      <p className="max-w-measure">{roleSentence(state, who, accountName)}</p>
      <Part title="Terms in force">
        {state.terms.length === 0 ? (
          <None />
        ) : (
          <ul className="grid gap-2">
            {state.terms.map((terms) => (
              <li key={terms.slug} className="max-w-measure font-serif text-lg">
                <Link href={paths.termsVersion(terms.slug, terms.number)}>
                  {terms.title}, version {terms.number}
                </Link>
                : <strong>{answerThen(terms)}.</strong>
              </li>
            ))}
          </ul>
        )}
      </Part>
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-2">
        <Part title="AI features">
          <Questions questions={features} who={who} />
        </Part>
        <Part title="Content sharing">
          <Questions questions={sharing} who={who} />
        </Part>
      </div>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-3 border-b border-rule pb-1 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  )
}

function Questions({ questions, who }: { questions: readonly QuestionThen[]; who: string }) {
  if (questions.length === 0) return <None />
  const purposes = Map.groupBy(questions, ({ purpose }) => purpose)
  return (
    <ul className="grid gap-5">
      {[...purposes].map(([purpose, of]) => {
        const alike = stoodAlike(of)
        return (
          <li key={purpose} className="grid gap-3">
            {alike.map((stood) => (
              <Stood key={stood.kinds.join()} stood={stood} who={who} isAll={alike.length === 1} />
            ))}
          </li>
        )
      })}
    </ul>
  )
}

function Stood({ stood, who, isAll }: { stood: StoodAlike; who: string; isAll: boolean }) {
  const { first, kinds } = stood
  const about =
    kinds.length === 0 || isAll ? first.title : `${first.title}, ${listOf(kinds.map(lowerFirst))}`
  return (
    <Sentence mark={markThen(first)} about={about} state={`${stateThen(first)}.`}>
      {[saidThen(first, who), permittedThen(first), yesThen(first)]
        .filter((sentence) => sentence !== '')
        .join(' ')}
    </Sentence>
  )
}

function None() {
  return <p className="text-soft">None then.</p>
}

function roleSentence({ role }: StateView, who: string, accountName: string): string {
  if (role === null) return `${who} did not belong to ${accountName} yet.`
  if (role === 'none') return `${who} no longer belonged to ${accountName}.`
  return `${who} ${who === 'You' ? 'were' : 'was'} ${role === 'member' ? 'a' : 'an'} ${role} of ${accountName}.`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
