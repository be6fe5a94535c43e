import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { InForce } from '#components/home/in-force.tsx'
import { LatestActs } from '#components/home/latest-acts.tsx'
import { waitingItems } from '#components/home/waiting-items.ts'
import { WaitingList } from '#components/home/waiting-list.tsx'
import { ReminderSetting } from '#components/reminders/reminder-setting.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { paths } from '#lib/paths.ts'
import { homeOf } from './home-of.ts'

export async function generateMetadata({
  params,
}: PageProps<'/accounts/[account]'>): Promise<Metadata> {
  const { account } = await params
  const { accountName } = await pageMember(account, paths.account(account))
  return { title: accountName }
}

/** One screen: what waits, what is in force, what is new. The rest is a link away. */
export default async function HomePage({ params }: PageProps<'/accounts/[account]'>) {
  const { account } = await params
  const principal = await pageMember(account, paths.account(account))
  return (
    <Page>
      <PageHeading title={principal.accountName}>
        <p>You are {inRole[principal.role]} here.</p>
      </PageHeading>
      <Suspense fallback={<Skeleton label="Looking up what waits for you" lines={8} />}>
        <Home principal={principal} />
      </Suspense>
    </Page>
  )
}

const inRole = {
  owner: 'an owner',
  admin: 'an admin',
  auditor: 'the auditor',
  member: 'a member',
} as const

async function Home({ principal }: { principal: MemberPrincipal }) {
  const home = await homeOf(principal)
  const account = { slug: principal.accountSlug, name: principal.accountName }
  return (
    <>
      <div className="-mt-8 grid gap-x-16 lg:grid-cols-2">
        <Section id="waiting" title="What waits for you">
          <WaitingList items={waitingItems(home, account)} />
        </Section>
        <Section id="in-force" title="What is in force">
          <InForce home={home} account={account} />
        </Section>
      </div>
      <Section id="latest" title="Latest on record">
        <LatestActs entries={home.latest} account={account.slug} />
      </Section>
      <Section id="reminders" title="Reminders">
        <ReminderSetting account={account.slug} isOff={home.reminder.isOff} />
      </Section>
      <Section id="erasure" title="Your erasure">
        <p className="max-w-measure">
          You can ask {account.name} to forget who you are here.{' '}
          <Link href={paths.erasure(account.slug)}>What it does, and how to ask</Link>
        </p>
      </Section>
    </>
  )
}
