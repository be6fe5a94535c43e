import type { Metadata } from 'next'
import Link from 'next/link'
import { Answering } from '#components/choices/answering.tsx'
import { answerMarkMeanings } from '#components/choices/control-mark.ts'
import { OwnRules } from '#components/choices/own-rules.tsx'
import { NothingAsked } from '#components/choices/nothing-asked.tsx'
import { pageBasis } from '#components/choices/page-basis.ts'
import { SharingAnswers } from '#components/choices/sharing-answers.tsx'
import { WithdrawEverything } from '#components/choices/withdraw-everything.tsx'
import { ClausesInPlace } from '#components/clauses/clauses-in-place.tsx'
import { TwoQuestionsPicture } from '#components/consent-pictures/two-questions-picture.tsx'
import { NoticeFacts } from '#components/notices/notice-facts.tsx'
import { NoticeScope } from '#components/notices/notice-scope.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Columns, Page } from '#components/ui/page.tsx'
import { StateMarkLegend } from '#components/ui/state-mark-legend.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { findOwnRules } from '#lib/queries/own-rules.ts'
import { getAnswers, type PurposeAnswers } from '#lib/queries/answers.ts'
import { setClauses } from '../set-clauses.tsx'

export const metadata: Metadata = { title: 'Content sharing' }

export default async function SharingPage({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params
  const principal = await pageMember(account, paths.sharing(account))
  const answers = await getAnswers(principal, 'sharing', language, await appContext())
  const rules = await findOwnRules(principal, 'sharing', await appContext())
  return (
    <Page>
      <Answering account={account} basis={pageBasis(answers)}>
        <Columns aside={<WithdrawEverything />}>
          <PageHeading
            title="Content sharing"
            facts={
              <Link href={paths.sharingPermissions(account)}>What your organisation permits</Link>
            }
          >
            <p>
              {answers.operator} asks to use a copy of your content for purposes of its own. Each
              purpose is a question by itself, and each kind of content within it.
            </p>
          </PageHeading>
          <OwnRules rules={rules} />
        </Columns>
        {answers.purposes.length === 0 ? <NothingAsked /> : null}
        {answers.purposes.map((purpose) => (
          <PurposeSection key={purpose.purpose} answers={purpose} />
        ))}
      </Answering>
      <Section
        id="two-questions"
        title="AI features are another question"
        lede="An answer on this page never changes what you said about AI features."
      >
        <TwoQuestionsPicture platform={answers.operator} />
        <p className="mt-6">
          <Link href={paths.features(account)}>Go to AI features</Link>
        </p>
      </Section>
      <div className="mt-14 border-t border-rule pt-6">
        <StateMarkLegend meanings={answerMarkMeanings} />
      </div>
    </Page>
  )
}

function PurposeSection({ answers }: { answers: PurposeAnswers }) {
  const { purpose, title, summary, expected, controls, notice, clauses } = answers
  return (
    <Section id={purpose} title={title} lede={summary}>
      <SharingAnswers
        sharing={{ purpose, title, expected, controls }}
        facts={<NoticeFacts notice={notice} />}
        scope={<NoticeScope notice={notice} />}
        clauses={<ClausesInPlace clauses={setClauses(clauses)} />}
      />
    </Section>
  )
}
