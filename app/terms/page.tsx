import type { Metadata } from 'next'
import { DocumentList } from '#components/terms/document-list.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { appContext } from '#lib/context.ts'
import { listDocuments } from '#lib/queries/terms.ts'

export const metadata: Metadata = { title: 'Terms' }

/** All documents. Anyone may read them. */
export default async function TermsPage() {
  const documents = await listDocuments(await appContext())
  return (
    <Page>
      <PageHeading title="Terms">
        <p>
          Anyone can read these, in every version that was ever published. A published version never
          changes: its digest is the fingerprint of its exact bytes.
        </p>
      </PageHeading>
      <DocumentList documents={documents} />
    </Page>
  )
}
