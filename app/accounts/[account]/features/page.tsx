import type { Metadata } from 'next'
import Link from 'next/link'
import {
  AllFeatures,
  FeatureAnswers,
  type FeatureRow,
} from '#components/choices/feature-answers.tsx'
import { Answering } from '#components/choices/answering.tsx'
import { answerMarkMeanings } from '#components/choices/control-mark.ts'
import { OwnRules } from '#components/choices/own-rules.tsx'
import { NothingAsked } from '#components/choices/nothing-asked.tsx'
import { pageBasis } from '#components/choices/page-basis.ts'
import { WithdrawEverything } from '#components/choices/withdraw-everything.tsx'
import { ClausesInPlace } from '#components/clauses/clauses-in-place.tsx'
import { TwoQuestionsPicture } from '#components/consent-pictures/two-questions-picture.tsx'
import { OwnFacts, SharedFacts } from '#components/notices/notice-facts.tsx'
import { NoticeScope } from '#components/notices/notice-scope.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Columns, Page } from '#components/ui/page.tsx'
import { StateMarkLegend } from '#components/ui/state-mark-legend.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { findOwnRules } from '#lib/queries/own-rules.ts'
import { getAnswers, type AnswersView } from '#lib/queries/answers.ts'
import type { ClauseView } from '#lib/queries/control-views.ts'
import { setClauses } from '../set-clauses.tsx'

export const metadata: Metadata = { title: 'AI features' }

const SHARED_FACTS = 'shared-facts'

export default async function FeaturesPage({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params
  const principal = await pageMember(account, paths.features(account))
  const answers = await getAnswers(principal, 'features', language, await appContext())
  const rules = await findOwnRules(principal, 'features', await appContext())
  const rows = rowsOf(answers)
  return (
    <Page>
      <Answering account={account} basis={pageBasis(answers)}>
        <Columns aside={<WithdrawEverything />}>
          <PageHeading title="AI features" facts={permissionsLink(account)}>
            <p>
              An AI feature works on what people say, show and write in a meeting, and gives the
              meeting something back. Whether it may work on yours is up to you.
            </p>
          </PageHeading>
          <OwnRules rules={rules} />
        </Columns>
        {rows.length === 0 ? <NothingAsked /> : <Questions answers={answers} rows={rows} />}
      </Answering>
      <Section
        id="two-questions"
        title="Sharing is another question"
        lede="An answer on this page never changes what you said about content sharing."
      >
        <TwoQuestionsPicture platform={answers.operator} />
        <p className="mt-6">
          <Link href={paths.sharing(account)}>Go to content sharing</Link>
        </p>
      </Section>
      <div className="mt-14 border-t border-rule pt-6">
        <StateMarkLegend meanings={answerMarkMeanings} />
      </div>
    </Page>
  )
}

function Questions({ answers, rows }: { answers: AnswersView; rows: readonly FeatureRow[] }) {
  return (
    <>
      <Section
        id="all-features-title"
        title="When AI features run in my organisation’s meetings"
        lede="One answer for every feature that your organisation permits. Below you can make exceptions."
      >
        <AllFeatures
          rows={rows.map(({ title, control }) => ({ title, control }))}
          expected={answers.expected}
          facts={
            <SharedFacts id={SHARED_FACTS} notices={answers.purposes.map(({ notice }) => notice)} />
          }
        >
          <FeatureList answers={answers} />
          <div className="mt-3">
            <ClausesInPlace clauses={allClauses(answers)} />
          </div>
        </AllFeatures>
      </Section>
      <Section
        id="exceptions"
        title="Exceptions, feature by feature"
        lede="An answer here counts for that feature alone."
      >
        <FeatureAnswers rows={rows} expected={answers.expected} />
      </Section>
    </>
  )
}

function permissionsLink(account: string) {
  return <Link href={paths.featurePermissions(account)}>What your organisation permits</Link>
}

function FeatureList({ answers }: { answers: AnswersView }) {
  return (
    <dl className="grid max-w-measure gap-3">
      {answers.purposes.map(({ purpose, title, notice }) => (
        <div key={purpose}>
          <dt className="font-semibold">{title}</dt>
          <dd>
            {notice.question} <a href={`#${purpose}`}>Its whole notice</a>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function allClauses({ purposes }: AnswersView) {
  const clauses = purposes.flatMap((purpose) => purpose.clauses)
  const once = [...new Map(clauses.map((each) => [each.digest, each])).values()]
  return setClauses(once.sort(inTermsOrder))
}

/** Purpose by purpose they would stand in no order that a reader knows. */
function inTermsOrder(a: ClauseView, b: ClauseView): number {
  if (a.documentSlug !== b.documentSlug) return a.documentSlug < b.documentSlug ? -1 : 1
  return (a.number ?? '').localeCompare(b.number ?? '', 'en', { numeric: true })
}

function rowsOf({ purposes }: AnswersView) {
  const notices = purposes.map(({ notice }) => notice)
  return purposes.flatMap(({ purpose, title, summary, notice, clauses, controls }) => {
    const [control] = controls
    if (control === undefined) return []
    return {
      purpose,
      title,
      summary,
      control,
      scope: <NoticeScope notice={notice} />,
      facts: <OwnFacts notice={notice} all={notices} sharedId={SHARED_FACTS} />,
      clauses: <ClausesInPlace clauses={setClauses(clauses)} />,
    }
  })
}
