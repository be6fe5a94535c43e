import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { AnswersReminder } from '#components/reminders/answers-reminder.tsx'
import { TermsReminder } from '#components/reminders/terms-reminder.tsx'
import { AccountPlaces } from '#components/shell/account-places.tsx'
import { SiteFrame } from '#components/shell/site-frame.tsx'
import { currentPerson, memberships } from '#lib/auth/principal.ts'
import { env } from '#lib/env.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { paths } from '#lib/paths.ts'
import { homeOf } from './home-of.ts'

/**
 * The frame of every page of an account. Each page asks itself who is there: a layout is not rendered
 * again on the way from one page to another, and only a page knows where a stranger comes back to.
 */
export default async function AccountLayout({
  children,
  params,
}: LayoutProps<'/accounts/[account]'>) {
  const { account } = await params
  const person = await currentPerson()
  if (person === null) return children
  const all = await memberships()
  const principal = all.find(({ accountSlug }) => accountSlug === account) ?? notFound()
  const accounts = all.map(({ accountSlug, accountName }) => ({
    slug: accountSlug,
    name: accountName,
    href: paths.account(accountSlug),
  }))
  const here = { slug: account, name: principal.accountName, href: paths.account(account) }
  const places = { account, seesPeople: principal.role !== 'member' }
  return (
    <SiteFrame
      brand={env().operatorName}
      personName={person.name}
      account={here}
      accounts={accounts}
      nav={
        <Suspense fallback={<AccountPlaces {...places} />}>
          <PlacesWithMarks {...places} principal={principal} />
        </Suspense>
      }
    >
      {/* There before its words are, so that they are read out once they come, when there is a pause. */}
      <div aria-live="polite">
        <Suspense fallback={null}>
          <Reminders principal={principal} />
        </Suspense>
      </div>
      {children}
    </SiteFrame>
  )
}

async function Reminders({ principal }: { principal: MemberPrincipal }) {
  const { terms, reminder } = await homeOf(principal)
  const { accountSlug: slug, accountName: name } = principal
  return (
    <>
      <TermsReminder
        account={{ slug, name }}
        waiting={terms.filter(({ awaitsAnswer }) => awaitsAnswer)}
      />
      <AnswersReminder account={slug} reminder={reminder} />
    </>
  )
}

async function PlacesWithMarks({
  principal,
  ...places
}: {
  account: string
  seesPeople: boolean
  principal: MemberPrincipal
}) {
  const { terms, features, sharing } = await homeOf(principal)
  return (
    <AccountPlaces
      {...places}
      waiting={{
        terms: terms.filter(({ awaitsAnswer }) => awaitsAnswer).length,
        features: features.waiting.length,
        sharing: sharing.waiting.length,
      }}
    />
  )
}
