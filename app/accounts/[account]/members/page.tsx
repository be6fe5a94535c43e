import type { Metadata } from 'next'
import { Acting } from '#components/api/acting.tsx'
import { AddMemberForm } from '#components/members/add-member-form.tsx'
import { AwaitingErasureTable } from '#components/members/awaiting-erasure.tsx'
import { GroupList } from '#components/members/group-list.tsx'
import { MemberTable } from '#components/members/member-table.tsx'
import { GroupLockControl } from '#components/policies/group-lock-control.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { listAwaitingErasure } from '#lib/queries/erasures.ts'
import { listGroups, type GroupView } from '#lib/queries/groups.ts'
import { findPeople } from '#lib/queries/members.ts'

export const metadata: Metadata = { title: 'People' }

/** Who belongs to the account, and in which role. What they answered is not here. */
export default async function MembersPage({ params }: PageProps<'/accounts/[account]/members'>) {
  const { account } = await params
  const principal = await pageMember(account, paths.members(account))
  const context = await appContext()
  const people = await findPeople(principal, context)
  if (people === null) return <NotForThisReader />
  const recordHref = people.mayOpenRecords
    ? (memberId: string) => paths.memberRecord(account, memberId)
    : null
  const awaiting = (await listAwaitingErasure(principal, context)) ?? []
  const groups = (await listGroups(principal, language, context)) ?? []
  const erasureHref = (memberId: string) => paths.memberErasure(account, memberId)
  return (
    <Page>
      <PageHeading title="People">
        <p>
          Who belongs to {principal.accountName}, and in which role. What each of them has answered
          is theirs, and stands nowhere on this page.
        </p>
      </PageHeading>
      <MemberTable
        members={people.members}
        recordHref={recordHref}
        erasureHref={people.mayErase ? erasureHref : null}
      />
      {awaiting.length === 0 ? null : (
        <Section
          id="erasure"
          title="To be erased"
          lede="Who asked for it, and who has left and is still named here."
        >
          <AwaitingErasureTable people={awaiting} erasureHref={erasureHref} />
        </Section>
      )}
      <Groups
        account={account}
        groups={groups}
        mayDecide={principal.role === 'owner' || principal.role === 'admin'}
      />
      {people.mayAdd ? (
        <Section
          id="add"
          title="Add a person"
          lede="They start with nothing decided, and find what waits for them on their home page."
        >
          <AddMemberForm url={apiPaths.members(account)} mayAddOwner={people.mayAddOwner} />
        </Section>
      ) : null}
    </Page>
  )
}

function Groups({
  account,
  groups,
  mayDecide,
}: {
  account: string
  groups: readonly GroupView[]
  mayDecide: boolean
}) {
  if (groups.length === 0) return null
  return (
    <Section
      id="groups"
      title="Groups"
      lede="Who is in them, the platform says. A group can only turn things off for its people; nobody is included by it."
    >
      <Acting account={account}>
        <GroupList
          groups={groups}
          controlOf={mayDecide ? (group, lock) => <GroupLockControl {...{ group, lock }} /> : null}
        />
      </Acting>
    </Section>
  )
}

function NotForThisReader() {
  return (
    <Page>
      <PageHeading title="People" />
      <EmptyState title="Owners, admins and auditors see this page.">
        <p>What you have answered yourself is under Record and Receipts.</p>
      </EmptyState>
    </Page>
  )
}
