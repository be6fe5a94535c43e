import Link from 'next/link'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { Verdict } from '#lib/domain/terms/comparison/comparison.ts'
import type { AccountChangesView } from '#lib/queries/account-changes.ts'
import type { TermsChangesView } from '#lib/queries/terms-changes.ts'
import { ChangeGroups } from './change-groups.tsx'
import { ChangesOverview } from './changes-overview.tsx'
import { ChangesPrintFooter } from './changes-page.tsx'
import { NothingChanged } from './nothing-changed.tsx'
import { RestingClauses, restingRows } from './resting-clauses.tsx'

type Account = { readonly slug: string; readonly name: string }

/** What changed since an account agreed, or one of its members: first of all, what their answers rest on. */
export function AccountChangesPage({
  view,
  account,
}: {
  view: AccountChangesView
  account: Account
}) {
  const { slug, title, inForce, changes } = view
  return (
    <Page>
      <PageHeading
        title="What changed since you agreed"
        above={
          <Breadcrumbs crumbs={[{ label: 'Terms', href: paths.accountTerms(account.slug) }]} />
        }
        facts={
          <span className="no-print flex flex-wrap gap-x-6">
            <Link href={paths.termsDocument(slug)} className="inline-flex min-h-8 items-center">
              Read {title}
            </Link>
            <Link href={paths.termsVersions(slug)} className="inline-flex min-h-8 items-center">
              All versions
            </Link>
          </span>
        }
      >
        <Since view={view} account={account} />
      </PageHeading>
      {changes === null ? (
        <NothingSince view={view} account={account} />
      ) : (
        <Changes view={view} changes={changes} />
      )}
      <p className="no-print mt-12">
        {view.agreedFor === 'account' && view.since?.number !== inForce.number ? (
          <ButtonLink href={paths.acceptance(account.slug, slug)}>
            Answer version {inForce.number} for {account.name}
          </ButtonLink>
        ) : null}
      </p>
    </Page>
  )
}

function Changes({ view, changes }: { view: AccountChangesView; changes: TermsChangesView }) {
  const isSame = changes.rows.every(({ verdict }) => verdict === 'unchanged')
  if (isSame)
    return (
      <NothingChanged>
        <p>Version {changes.to.number} says what you agreed to, in every one of its clauses.</p>
      </NothingChanged>
    )
  const resting = restingRows(view.purposes, changes)
  const hasGroup = (verdict: Verdict) =>
    changes.rows.some((row) => row.verdict === verdict && !resting.has(row.key))
  return (
    <>
      <ChangesPrintFooter changes={changes} />
      <ChangesOverview
        changes={changes}
        placeOf={(verdict) => (hasGroup(verdict) ? verdict : 'resting')}
      />
      <Section id="resting" title={restingTitle(view)}>
        <RestingClauses purposes={view.purposes} changes={changes} agreedFor={view.agreedFor} />
      </Section>
      <ChangeGroups changes={changes} without={resting} />
    </>
  )
}

function restingTitle({ agreedFor }: AccountChangesView): string {
  return agreedFor === 'self' ? 'What your answers rest on' : 'What your permissions rest on'
}

function Since({ view, account }: { view: AccountChangesView; account: Account }) {
  const { title, inForce, agreedFor, since } = view
  const holds = (
    <>
      Version {inForce.number} is in force since{' '}
      <Timestamp at={inForce.inForceFrom ?? inForce.effectiveAt} detail="day" />.
    </>
  )
  if (since === null)
    return (
      <p>
        {title}: {holds}
      </p>
    )
  const at = <Timestamp at={since.at} detail="day" />
  return (
    <p>
      {agreedFor === 'account' ? (
        <>
          {account.name} last accepted version {since.number} of {title}, on {at}.
        </>
      ) : (
        <>
          Of all that you have said yes to, the oldest yes that still stands was given under version{' '}
          {since.number} of {title}, on {at}.
        </>
      )}{' '}
      {holds}
    </p>
  )
}

/** Nothing was agreed to, or just what is in force. */
function NothingSince({ view, account }: { view: AccountChangesView; account: Account }) {
  const { slug, since, inForce, agreedFor } = view
  const latest = (
    <ButtonLink href={paths.termsChanges(slug)}>See what the latest version changed</ButtonLink>
  )
  if (since !== null)
    return (
      <NothingChanged title="Nothing has changed since." action={latest}>
        <p>
          {agreedFor === 'account' ? `${account.name} accepted` : 'You said yes under'} version{' '}
          {inForce.number}, and that version is in force.
        </p>
      </NothingChanged>
    )
  return (
    <EmptyState
      title={
        agreedFor === 'account'
          ? `${account.name} has accepted no version yet.`
          : 'Nothing here rests on a yes of yours.'
      }
      action={latest}
    >
      <p>
        {agreedFor === 'account'
          ? 'Once an owner or an admin accepts one, what changes after it will stand here.'
          : 'Once you say yes to something, what changes in the terms after it will stand here.'}
      </p>
    </EmptyState>
  )
}
