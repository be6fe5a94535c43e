import type { Metadata } from 'next'
import { AddPersonForm } from '#components/operator/add-person-form.tsx'
import { CreateAccountForm } from '#components/operator/create-account-form.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { pageOperator } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { listAccounts } from '#lib/queries/operator-terms.ts'

export const metadata: Metadata = { title: 'Accounts' }

/** The customers, by name alone: what they and their people decide is theirs. */
export default async function OperatorAccountsPage() {
  const principal = await pageOperator(paths.operatorAccounts())
  const accounts = (await listAccounts(principal, await appContext())) ?? []
  return (
    <Page>
      <PageHeading title="Accounts">
        <p>
          Your customers. What they permit and what their people answer stands on their own pages.
        </p>
      </PageHeading>
      <DataTable
        caption="Accounts"
        captionHidden
        rows={accounts}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="No accounts yet.">
            <p>Open the first below, then add its owner.</p>
          </EmptyState>
        }
        columns={[
          { key: 'name', header: 'Name', cell: ({ name }) => name },
          {
            key: 'kind',
            header: 'What for',
            cell: ({ isSandbox }) => (isSandbox ? 'Sandbox: no figure counts it' : 'A customer'),
          },
          {
            key: 'slug',
            header: 'Short name',
            cell: ({ slug }) => <span className="font-mono text-sm">{slug}</span>,
          },
        ]}
      />
      {accounts.length === 0 ? null : (
        <Section
          id="add"
          title="Add a person"
          lede="An account’s first owner is added here. Its owners and admins add the others themselves."
        >
          <AddPersonForm accounts={accounts} urlPattern={apiPaths.operatorMembers('ACCOUNT')} />
        </Section>
      )}
      <Section id="open" title="Open an account">
        <CreateAccountForm url={apiPaths.operatorAccounts()} />
      </Section>
    </Page>
  )
}
