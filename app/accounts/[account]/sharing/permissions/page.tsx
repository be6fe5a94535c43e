import type { Metadata } from 'next'
import { Acting } from '#components/api/acting.tsx'
import { ClausesInPlace } from '#components/clauses/clauses-in-place.tsx'
import { NoticeInPlace } from '#components/notices/notice-in-place.tsx'
import { Deciding } from '#components/permissions/deciding.tsx'
import { NothingToPermit } from '#components/permissions/nothing-to-permit.tsx'
import { SharingPermissions } from '#components/permissions/sharing-permissions.tsx'
import { WhoDecides } from '#components/permissions/who-decides.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Columns, Page } from '#components/ui/page.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { findPermissions, type PurposePermissions } from '#lib/queries/permissions.ts'
import { setClauses } from '../../set-clauses.tsx'

const title = 'What we permit: content sharing'

export const metadata: Metadata = { title }

export default async function SharingPermissionsPage({
  params,
}: {
  params: Promise<{ account: string }>
}) {
  const { account } = await params
  const principal = await pageMember(account, paths.sharingPermissions(account))
  const view = await findPermissions(principal, 'sharing', language, await appContext())
  const { accountName, role } = principal
  const answersHref = paths.sharing(account)
  if (view === null) {
    return <WhoDecides {...{ title, accountName, answersHref }} answers="Content sharing" />
  }
  const mayDecide = role !== 'auditor'
  return (
    <Page>
      <Acting account={account}>
        <Columns aside={<Deciding {...{ members: view.members, mayDecide, answersHref }} />}>
          <PageHeading title={title}>
            <p>
              For each purpose and each kind of content, {accountName} lets its members decide for
              themselves, or turns it off for everyone. Nothing here changes AI features.
            </p>
          </PageHeading>
          {view.purposes.length === 0 ? <NothingToPermit /> : null}
          {view.purposes.map((purpose) => (
            <PurposeSection key={purpose.purpose} permissions={purpose} mayDecide={mayDecide} />
          ))}
        </Columns>
      </Acting>
    </Page>
  )
}

function PurposeSection({
  permissions,
  mayDecide,
}: {
  permissions: PurposePermissions
  mayDecide: boolean
}) {
  const { purpose, title, summary, expected, asking, askingModes, settings } = permissions
  return (
    <Section id={purpose} title={title} lede={summary}>
      <div className="mb-5">
        <NoticeInPlace notice={permissions.notice} />
        <ClausesInPlace clauses={setClauses(permissions.clauses)} />
      </div>
      <SharingPermissions
        sharing={{ purpose, title, expected, asking, askingModes, settings }}
        mayDecide={mayDecide}
      />
    </Section>
  )
}
