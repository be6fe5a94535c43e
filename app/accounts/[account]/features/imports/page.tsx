import type { Metadata } from 'next'
import { Acting } from '#components/api/acting.tsx'
import { ImportDecision, ImportOutcome } from '#components/policies/import-decision.tsx'
import { PolicyAside } from '#components/policies/policy-aside.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Columns, Page } from '#components/ui/page.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { findSettingsImport, type SettingsImportView } from '#lib/queries/settings-import.ts'

const title = 'Settings brought along'

export const metadata: Metadata = { title }

export default async function ImportsPage({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params
  const principal = await pageMember(account, paths.settingsImport(account))
  const view = await findSettingsImport(principal, language, await appContext())
  const mayDecide = principal.role === 'owner' || principal.role === 'admin'
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
              What the platform had set for {principal.accountName} before. It counts for nothing
              until an owner or admin takes it over, in one act.
            </p>
          </PageHeading>
          {view === null ? (
            <EmptyState title="Nothing waits here">
              <p>
                Settings that the platform brings along stand here until they are decided about.
              </p>
            </EmptyState>
          ) : (
            <Waiting view={view} mayDecide={mayDecide} />
          )}
          {mayDecide ? <ImportOutcome /> : null}
        </Columns>
      </Acting>
    </Page>
  )
}

function Waiting({ view, mayDecide }: { view: SettingsImportView; mayDecide: boolean }) {
  const { id, at, source, features } = view
  return (
    <Section
      id="waiting"
      title={source}
      lede="To take it over includes nobody: each person’s own yes is needed as well."
    >
      <p className="mb-4 text-sm text-soft">
        Brought along on <Timestamp at={at} />.
      </p>
      <DataTable
        caption="What would change"
        captionHidden
        rows={features}
        rowKey={({ purpose }) => purpose}
        columns={[
          { key: 'feature', header: 'Feature', cell: (row) => row.title },
          { key: 'now', header: 'Now', cell: ({ now }) => now.join(' ') },
          { key: 'brought', header: 'Brought along', cell: ({ brought }) => brought.join(' ') },
        ]}
        empty={null}
      />
      {mayDecide ? (
        <div className="mt-6">
          <ImportDecision id={id} />
        </div>
      ) : null}
    </Section>
  )
}
