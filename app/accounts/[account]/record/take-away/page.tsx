import type { Metadata } from 'next'
import { TakeAwayForm } from '#components/take-away/take-away-form.tsx'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { buttonLook } from '#components/ui/button.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { mayTakeAway } from '#lib/queries/exports.ts'
import { apiPaths, paths } from '#lib/paths.ts'

export const metadata: Metadata = { title: 'Take your record away' }

/** Everything that is the reader's own in one act; the account's acts and, for an auditor, everybody's. */
export default async function TakeAwayPage({
  params,
}: PageProps<'/accounts/[account]/record/take-away'>) {
  const { account } = await params
  const principal = await pageMember(account, paths.takeAway(account))
  const { now } = await appContext()
  const days = lastYear(now())
  const may = mayTakeAway(principal)
  return (
    <Page>
      <PageHeading
        title="Take your record away"
        above={<Breadcrumbs crumbs={[{ label: 'Record', href: paths.record(account) }]} />}
      >
        <p>Keep it where you like. What is signed can be checked with this portal switched off.</p>
      </PageHeading>
      <Section
        id="yours"
        title="Everything of yours"
        lede="One zip: your receipts, your record as a page and as a table, what is kept about you, and the exact texts it all rests on. A file in it says what is what."
      >
        {/* No Link: that would ask for the file once as a page before it is downloaded. */}
        <a href={apiPaths.everything(account)} className={buttonLook('choice')} download>
          Download everything of yours
        </a>
      </Section>
      {may.account ? (
        <Section
          id="account"
          title={`What ${principal.accountName} did`}
          lede="What the organisation permitted and answered to terms, and the terms that were published. What members answered is theirs, and not in it."
        >
          <TakeAwayForm account={account} scope="account" days={days} />
        </Section>
      ) : null}
      {may.everyone ? (
        <Section
          id="everyone"
          title="What everybody answered"
          lede="For an audit. You say why, every member reads it, and you have an hour to begin."
        >
          <TakeAwayForm account={account} scope="everyone" days={days} />
        </Section>
      ) : null}
    </Page>
  )
}

/** A year up to today, in UTC, as date fields take it. */
function lastYear(now: Date) {
  const to = now.toISOString().slice(0, 10)
  const first = new Date(now)
  first.setUTCFullYear(first.getUTCFullYear() - 1)
  return { from: first.toISOString().slice(0, 10), to }
}
