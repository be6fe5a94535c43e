import type { Metadata } from 'next'
import { CreateApiKeyForm } from '#components/operator/create-api-key-form.tsx'
import { RevokeApiKey } from '#components/operator/revoke-api-key.tsx'
import { scopeWords } from '#components/operator/scope-words.ts'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { pageOperator } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { listApiKeys, type ApiKeyView } from '#lib/queries/api-keys.ts'
import { listAccounts } from '#lib/queries/operator-terms.ts'

export const metadata: Metadata = { title: 'API keys' }

/** By which the platform's software calls: what each key may do, and the way to end it. */
export default async function OperatorApiKeysPage() {
  const principal = await pageOperator(paths.operatorApiKeys())
  const context = await appContext()
  const [keys, accounts] = await Promise.all([
    listApiKeys(principal, context),
    listAccounts(principal, context),
  ])
  return (
    <Page>
      <PageHeading title="API keys">
        <p>
          By these the platform’s software calls. A key that you revoke lets nobody in any more.
        </p>
      </PageHeading>
      <DataTable
        caption="API keys"
        captionHidden
        rows={keys ?? []}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="No keys yet.">
            <p>Nothing can ask this portal what it may do. Make the first key below.</p>
          </EmptyState>
        }
        columns={[
          { key: 'name', header: 'What it is for', cell: ({ name }) => name },
          { key: 'account', header: 'Account', cell: (key) => key.accountName ?? 'All accounts' },
          { key: 'scopes', header: 'It may', cell: (key) => <Scopes scopes={key.scopes} /> },
          { key: 'state', header: 'State', cell: (key) => <State apiKey={key} /> },
        ]}
      />
      <Section id="make" title="Make a key">
        <CreateApiKeyForm url={apiPaths.operatorApiKeys()} accounts={accounts ?? []} />
      </Section>
    </Page>
  )
}

function Scopes({ scopes }: Pick<ApiKeyView, 'scopes'>) {
  return (
    <ul>
      {scopeWords
        .filter(({ scope }) => scopes.includes(scope))
        .map(({ scope, label }) => (
          <li key={scope}>{label}</li>
        ))}
    </ul>
  )
}

function State({ apiKey: { id, name, createdAt, revokedAt } }: { apiKey: ApiKeyView }) {
  if (revokedAt !== null)
    return (
      <>
        <strong>Revoked</strong> <Timestamp at={revokedAt} />.
      </>
    )
  return (
    <>
      <p>
        Valid since <Timestamp at={createdAt} detail="day" />.
      </p>
      <RevokeApiKey url={apiPaths.operatorApiKeyRevocations()} id={id} name={name} />
    </>
  )
}
