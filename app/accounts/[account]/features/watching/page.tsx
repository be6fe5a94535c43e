import type { Metadata } from 'next'
import { Acting } from '#components/api/acting.tsx'
import { WhoDecides } from '#components/permissions/who-decides.tsx'
import { ObservedTable } from '#components/policies/observed-table.tsx'
import { PolicyAside } from '#components/policies/policy-aside.tsx'
import { WatchingForm } from '#components/policies/watching-form.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Columns, Page } from '#components/ui/page.tsx'
import { Sentence } from '#components/ui/sentence.tsx'
import { formatInstant } from '#components/ui/format-instant.ts'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { paths } from '#lib/paths.ts'
import { findObservationReport, type ObservationReport } from '#lib/queries/observed-runs.ts'

const title = 'Only watching decisions'

export const metadata: Metadata = { title }

export default async function WatchingPage({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params
  const principal = await pageMember(account, paths.watching(account))
  const report = await findObservationReport(principal, await appContext())
  const { accountName, role } = principal
  const answersHref = paths.features(account)
  if (report === null)
    return <WhoDecides {...{ title, accountName, answersHref }} answers="AI features" />
  const mayDecide = role !== 'auditor'
  const links = [
    { href: paths.featurePermissions(account), label: 'What we permit in our own meetings' },
    { href: paths.treatment(account), label: 'Who has not said yes, in our own meetings' },
  ]
  return (
    <Page>
      <Acting account={account}>
        <Columns aside={<PolicyAside {...{ mayDecide, links }} />}>
          <PageHeading title={title}>
            <p>
              For a time, decisions about AI features in meetings of {accountName} can be worked out
              and shown beside what the platform did, and stop nothing.
            </p>
          </PageHeading>
          <State report={report} />
          {mayDecide ? (
            <div className="mt-6 sm:ps-9">
              <WatchingForm revision={report.revision} isWatching={report.until !== null} />
            </div>
          ) : null}
          <Section id="stopped" title="What would have stopped" lede={sinceWords(report)}>
            <ObservedTable features={report.features} />
          </Section>
        </Columns>
      </Acting>
    </Page>
  )
}

function State({ report: { until } }: { report: ObservationReport }) {
  const about = 'Decisions about AI features in our meetings'
  if (until === null)
    return (
      <Sentence mark="given" about={about} state="they hold.">
        The platform follows each of them.
      </Sentence>
    )
  return (
    <Sentence
      mark="not-given"
      about={about}
      state={`only watched until ${formatInstant(until, 'day')}.`}
    >
      Until then features may run without a yes, as they did before. A person’s no is recorded all
      the same, and counts from that day on.
    </Sentence>
  )
}

function sinceWords({ since }: ObservationReport): string {
  return since === null
    ? 'Decisions were never only watched here.'
    : `Since ${formatInstant(since)}, as the platform reported it.`
}
