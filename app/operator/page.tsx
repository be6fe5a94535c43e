import type { Metadata } from 'next'
import Link from 'next/link'
import { ExportSchedules } from '#components/operator/export-schedules.tsx'
import { SettingsReports } from '#components/operator/settings-reports.tsx'
import { WitnessList } from '#components/operator/witness-list.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { pageOperator } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { ledgerPaths, paths } from '#lib/paths.ts'
import { listExportSchedules } from '#lib/queries/export-schedules.ts'
import { findCheckpoint, listWitnesses } from '#lib/queries/ledger.ts'
import { listAccounts, listImportedVersions } from '#lib/queries/operator-terms.ts'
import { listSettingsReports } from '#lib/queries/settings-reports.ts'
import { listDocuments } from '#lib/queries/terms.ts'

export const metadata: Metadata = { title: 'Operator' }

/** What is in force, what is on the desk, who the customers are, and how far the ledger reaches. */
export default async function OperatorPage() {
  const principal = await pageOperator(paths.operator())
  const context = await appContext()
  const [documents, imported, accounts, checkpoint, witnesses, schedules, reports] =
    await Promise.all([
      listDocuments(context),
      listImportedVersions(principal, context),
      listAccounts(principal, context),
      findCheckpoint(context),
      listWitnesses(principal, context),
      listExportSchedules(principal, context),
      listSettingsReports(principal, context),
    ])
  const customers = accounts?.filter(({ isSandbox }) => !isSandbox).length ?? 0
  const drafts = imported?.filter(({ publishedAt }) => publishedAt === null) ?? []
  return (
    <Page>
      <PageHeading title="Operator">
        <p>The terms you publish, the accounts you serve, and the ledger that holds you to both.</p>
      </PageHeading>
      <DefinitionList
        items={[
          {
            term: 'In force',
            details: documents.map(({ slug, title, inForce }) => (
              <p key={slug}>
                <Link href={paths.termsDocument(slug)}>{title}</Link>
                {inForce === null ? ': nothing yet' : `, version ${String(inForce.number)}`}
              </p>
            )),
          },
          {
            term: 'On the desk',
            details:
              drafts.length === 0 ? (
                'Nothing waits to be published.'
              ) : (
                <ul>
                  {drafts.map(({ id, documentSlug, documentTitle, number }) => (
                    <li key={id}>
                      <Link href={paths.operatorTermsVersion(documentSlug, number)}>
                        {documentTitle}, version {String(number)}
                      </Link>
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            term: 'Accounts',
            details: (
              <Link href={paths.operatorAccounts()}>
                {customers === 1 ? '1 account' : `${String(customers)} accounts`}
              </Link>
            ),
          },
        ]}
      />
      <Section
        id="ledger"
        title="Ledger"
        lede="Its latest checkpoint, signed: what everyone who verifies a receipt relies on."
      >
        {checkpoint === null ? (
          <p>No checkpoint yet. The worker signs the first when something is recorded.</p>
        ) : (
          <>
            <p className="mb-3">It covers the first {checkpoint.split('\n')[1]} entries.</p>
            <pre className="max-w-measure bg-sunken p-4 font-mono text-sm whitespace-pre-wrap wrap-anywhere">
              {checkpoint.trim()}
            </pre>
          </>
        )}
        <h3 className="mt-4 font-semibold">Witnesses</h3>
        <WitnessList witnesses={witnesses} now={context.now()} />
        <p className="mt-4">
          <a href={ledgerPaths.checkpoint()}>The checkpoint</a> and{' '}
          <a href={ledgerPaths.verifierKey()}>the key that verifies it</a>, as programs read them.
        </p>
      </Section>
      <SettingsReports reports={reports ?? []} />
      <Section
        id="exports"
        title="Scheduled exports"
        lede="Everything of an account, written by the worker to a folder or to an object store when a period is over."
      >
        <ExportSchedules schedules={schedules ?? []} />
      </Section>
    </Page>
  )
}
