import type { Metadata } from 'next'
import Link from 'next/link'
import { DraftStarts } from '#components/operator/draft-starts.tsx'
import { ImportTermsForm } from '#components/operator/import-terms-form.tsx'
import { VersionState } from '#components/operator/version-state.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { pageOperator } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { listImportedVersions } from '#lib/queries/operator-terms.ts'
import { listDraftedDocuments } from '#lib/queries/terms-draft.ts'
import { listDocuments } from '#lib/queries/terms.ts'

export const metadata: Metadata = { title: 'Terms on the desk' }

/** Every imported version, published or not, and the form to import another. */
export default async function OperatorTermsPage() {
  const principal = await pageOperator(paths.operatorTerms())
  const context = await appContext()
  const [versions, documents, drafted] = await Promise.all([
    listImportedVersions(principal, context),
    listDocuments(context),
    listDraftedDocuments(principal, context),
  ])
  const imported = (versions ?? []).toReversed()
  const publishedAs = (slug: string, number: number) =>
    documents
      .find((document) => document.slug === slug)
      ?.versions.find((version) => version.number === number) ?? null
  return (
    <Page>
      <PageHeading title="Terms">
        <p>
          An imported text never changes. It governs from the day it is published, never before.
        </p>
      </PageHeading>
      <DataTable
        caption="Imported versions"
        captionHidden
        rows={imported}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="No terms yet.">
            <p>Import the first text below. Nobody sees it until you publish it.</p>
          </EmptyState>
        }
        columns={[
          {
            key: 'version',
            header: 'Version',
            cell: ({ documentSlug, documentTitle, number }) => (
              <Link href={paths.operatorTermsVersion(documentSlug, number)}>
                {documentTitle}, version {String(number)}
              </Link>
            ),
          },
          {
            key: 'state',
            header: 'State',
            cell: ({ documentSlug, number, archival }) => (
              <VersionState published={publishedAs(documentSlug, number)} archival={archival} />
            ),
          },
          {
            key: 'effective',
            header: 'Effective',
            cell: ({ effectiveAt }) => <Timestamp at={effectiveAt} detail="day" />,
          },
          { key: 'digest', header: 'SHA-256', cell: ({ digest }) => <Digest value={digest} /> },
        ]}
      />
      <Section
        id="write"
        title="Write a version"
        lede="The text is kept as a draft until you finish it. One draft a document."
      >
        <DraftStarts
          documents={documentsIn(imported, drafted ?? [])}
          draftPattern={paths.operatorTermsDraft('DOCUMENT')}
        />
      </Section>
      <Section
        id="import"
        title="Import a text"
        lede="It lies on your desk until you publish it: you say what its clauses are about first."
      >
        <ImportTermsForm
          documents={[...new Set(imported.map(({ documentSlug }) => documentSlug))]}
          urlPattern={apiPaths.operatorTermsVersions('DOCUMENT')}
          deskPattern={paths.operatorTermsVersion('DOCUMENT', 'NUMBER')}
        />
      </Section>
    </Page>
  )
}

/** Those with a version, and those that only have a draft. */
function documentsIn(
  imported: readonly { readonly documentSlug: string; readonly documentTitle: string }[],
  drafted: readonly string[],
) {
  const titles = new Map(drafted.map((slug) => [slug, slug]))
  for (const { documentSlug, documentTitle } of imported) titles.set(documentSlug, documentTitle)
  return [...titles].map(([slug, title]) => ({ slug, title, isDrafted: drafted.includes(slug) }))
}
