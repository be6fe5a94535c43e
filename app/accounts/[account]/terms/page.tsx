import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { AnswerState } from '#components/acceptance/answer-state.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { paths } from '#lib/paths.ts'
import { listAccountTerms, type AccountTermsView } from '#lib/queries/account-terms.ts'

export const metadata: Metadata = { title: 'Your organisation and the terms' }

/** The terms that hold for an account or are to hold, with what it answered to each. */
export default async function AccountTermsPage({ params }: PageProps<'/accounts/[account]/terms'>) {
  const { account } = await params
  const principal = await pageMember(account, paths.accountTerms(account))
  return (
    <Page>
      <PageHeading title="Terms">
        <p>
          What holds between {principal.accountName} and the platform. Terms are answered for the
          organisation; your own choices about AI features and sharing are apart from them.
        </p>
      </PageHeading>
      <Suspense fallback={<Skeleton label="Looking up the terms" lines={6} />}>
        <Documents principal={principal} />
      </Suspense>
    </Page>
  )
}

async function Documents({ principal }: { principal: MemberPrincipal }) {
  const all = await listAccountTerms(principal, await appContext())
  if (all.length === 0)
    return (
      <EmptyState title="No terms are published yet.">
        <p>Once the platform publishes them, an owner or an admin can answer here.</p>
      </EmptyState>
    )
  return all.map((terms) => (
    <Document key={`${terms.slug} ${terms.number}`} terms={terms} principal={principal} />
  ))
}

function Document({ terms, principal }: { terms: AccountTermsView; principal: MemberPrincipal }) {
  const { slug, title, number, isScheduled, inForceFrom, mayAnswer, answer } = terms
  const account = { slug: principal.accountSlug, name: principal.accountName }
  const version = isScheduled ? { version: String(number) } : {}
  return (
    <Section
      id={`${slug}-${number}`}
      title={`${title}, version ${number}`}
      lede={
        <>
          In force {isScheduled ? 'from' : 'since'} <Timestamp at={inForceFrom} detail="day" />.{' '}
          <Link href={paths.termsVersion(slug, number)}>Read it</Link>,{' '}
          {isScheduled ? (
            <>
              see <Link href={paths.termsChanges(slug, { to: number })}>what it changes</Link>
            </>
          ) : (
            <>
              see{' '}
              <Link href={paths.accountChanges(account.slug, slug)}>
                what changed since you agreed
              </Link>
            </>
          )}
          , or see <Link href={paths.termsVersions(slug)}>all versions</Link>.
        </>
      }
    >
      <AnswerState terms={terms} account={account} />
      <p className="mt-4 sm:ps-9">
        {mayAnswer ? (
          <ButtonLink href={paths.acceptance(account.slug, slug, version)}>
            {answer === null ? 'Answer' : 'Answer again'}
            <span className="sr-only">
              {' '}
              for {account.name}: {title}, version {number}
            </span>
          </ButtonLink>
        ) : (
          <span className="text-sm text-soft">
            An owner or an admin answers for {account.name}.
          </span>
        )}
      </p>
    </Section>
  )
}
